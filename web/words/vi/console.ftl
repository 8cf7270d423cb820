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

## Live board

console-board = Bảng số liệu trực tiếp
console-board-lead = Số lượt quét trong 15 phút gần nhất, theo giờ quét.
console-board-wait = Đang kết nối…
console-board-age = Số liệu đến { $age } giây trước
console-board-broken = Mất kết nối, đang thử lại. Số liệu dưới đây là cũ.
console-board-all = Tất cả lượt quét
console-board-in = Vào
console-board-out = Ra
console-board-pass = Đạt
console-board-attention = Cần lưu ý
console-board-ask = Cần kiểm tra
console-board-refuse = Từ chối
console-board-places = Theo địa điểm, nhiều lượt nhất trước
console-board-place = Địa điểm
console-board-minutes = 15 phút
console-board-nothing = Chưa có lượt quét nào trong 15 phút gần nhất.
console-board-more = Còn { $count } địa điểm khác có ít lượt quét hơn.
console-board-reasons = Lý do từ chối
console-board-no-reasons = Không có lượt nào bị từ chối.

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
