## Điền tờ khai từ cơ sở dữ liệu dân cư

form-prefill = Điền từ cơ sở dữ liệu quốc gia về dân cư
form-prefill-lead = Cho người đi thứ nhất. Nhập ba thông tin trên thẻ căn cước gắn chip; cả ba phải đúng. Sau đó vẫn sửa được mọi mục.
form-prefill-number = Số căn cước công dân
form-prefill-birth-hint = Ngày/tháng/năm, như trên thẻ
form-prefill-issued = Ngày cấp
form-prefill-issued-hint = Ngày/tháng/năm, ở mặt sau thẻ
form-prefill-do = Điền
form-prefill-done = Đã điền từ cơ sở dữ liệu dân cư: họ tên, ngày sinh, giới tính, quốc tịch, giấy tờ và nơi thường trú. Hãy kiểm tra lại; vẫn sửa được.
form-prefill-wrong = Ba thông tin này không khớp nhau. Hãy xem lại hoặc tự điền tờ khai.
form-prefill-often = Đã thử quá nhiều lần. Hãy tự điền tờ khai.
form-prefill-away = Hiện chưa kết nối được cơ sở dữ liệu dân cư. Hãy tự điền tờ khai.
