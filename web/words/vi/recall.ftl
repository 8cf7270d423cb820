## Điền tờ khai từ nội dung đã khai của mã đang sửa

form-recall = Điền lại nội dung đã khai
form-recall-lead = Nhập số giấy tờ của người có mã này, rồi sửa chỗ sai. Các câu hỏi sức khỏe phải trả lời lại.
form-recall-do = Điền
form-recall-done = Đã điền như lần khai trước. Hãy sửa chỗ sai và trả lời các câu hỏi sức khỏe.
form-recall-wrong = Mã này không thuộc giấy tờ vừa nhập. Hãy xem lại hoặc tự điền tờ khai.
form-recall-often = Đã thử quá nhiều lần. Hãy tự điền tờ khai.
form-recall-over = Không còn lưu nội dung của mã này. Hãy tự điền tờ khai.
form-recall-away = Hiện chưa đọc được nội dung đã khai. Hãy thử lại sau ít phút hoặc tự điền tờ khai.
