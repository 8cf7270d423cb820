## Sign-in and first page of the read side

console-title = Theo dõi và quản trị
console-lead = Dành cho cán bộ dịch tễ, lãnh đạo và quản trị viên.
console-username = Tên tài khoản
console-password = Mật khẩu
console-sign-in = Đăng nhập
console-sign-out = Đăng xuất ({ $account })
console-signed-in = Đã đăng nhập
console-no-ways = Tài khoản này chưa có trang nào ở đây.
console-unreachable = Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.
console-needs-scripts = Trang này cần JavaScript.

## Enrolling a scanner

console-enrol = Đăng ký máy quét
console-enrol-lead = Mã dùng một lần cho một máy. Mở máy ảnh hoặc trang quét trên máy cần đăng ký và quét mã này.
console-enrol-which = Địa điểm của máy
console-enrol-which-hint = Gõ để tìm. Để trống nếu cán bộ tự chọn tại chốt.
console-enrol-make = Tạo mã
console-enrol-heading = Mã đăng ký
console-enrol-picture = Mã QR đăng ký máy quét
console-enrol-text = Hoặc mở địa chỉ này trên máy
console-enrol-any-place = Địa điểm chọn trên máy
console-enrol-time = Còn hiệu lực { $minutes } phút
console-enrol-over = Mã đã hết hạn. Hãy tạo mã mới.
console-enrol-no-address = Chưa biết địa chỉ của máy chủ khai báo. Đặt CHOT_PUBLIC_URL.
