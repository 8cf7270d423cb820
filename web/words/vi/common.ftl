## What stands on every page

house-name = Chốt kiểm soát dịch
house-purpose = Thông tin chỉ dùng cho việc phòng, chống dịch.
other-language = English
skip-to-content = Đến nội dung chính
to-first-page = Về trang đầu

## The first page

home-title = Khai báo y tế và di chuyển
home-lead = Khai báo trước khi đi để nhận mã QR. Mã có giá trị 72 giờ và được quét tại chốt.
