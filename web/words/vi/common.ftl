## What stands on every page

house-name = Chốt kiểm soát dịch
house-purpose = Thông tin chỉ dùng cho việc phòng, chống dịch.
other-language = English
skip-to-content = Đến nội dung chính
to-first-page = Về trang đầu

## The first page

home-title = Khai báo y tế và di chuyển
home-lead = Khai báo trước khi đi để nhận mã QR. Mã có giá trị 72 giờ và được quét tại chốt.
home-citizens = Dành cho người dân
home-declare = Khai báo để nhận mã QR
home-declare-note = Khai trước khi đi, mất khoảng 3 phút. Khai hộ và khai cho nhiều người cùng đi đều được.
home-find = Tìm lại, sửa hoặc hủy mã đã nhận
home-find-note = Cần số giấy tờ và số điện thoại hoặc ngày sinh đã khai.
home-kept = Mã đã lưu trên máy này
home-kept-note = Mở lại mã QR, cả khi không có mạng.
home-help = Hướng dẫn từng bước
home-help-note = Khai trên mạng hoặc trên giấy. Có thể in ra để dán hoặc đọc trên loa.
home-officers = Dành cho cán bộ tại chốt
home-scan = Máy quét
home-scan-note = Quét mã QR của người qua chốt. Máy phải được đăng ký trước.
home-paper = Tờ khai giấy
home-paper-note = Chụp tờ khai, nhập sau.
