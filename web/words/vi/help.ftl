## Hướng dẫn cho người dân, cũng để in và đọc trên loa

help-title = Hướng dẫn khai báo để đi qua chốt
help-lead = Ai đi qua chốt kiểm soát dịch đều phải khai báo y tế và di chuyển. Khai trước ở nhà thì qua chốt chỉ mất khoảng nửa phút.
help-print = In hướng dẫn này

help-online = Cách 1: Khai trên mạng
help-online-1 = Mở trang { $address } trên điện thoại hoặc máy tính, hoặc quét mã QR trên biển ở chốt. Bấm “Khai báo để nhận mã QR”.
help-online-2 = Ghi họ tên, ngày sinh, số giấy tờ, số điện thoại, nơi ở; trả lời các câu hỏi về sức khỏe trong 14 ngày qua; ghi nơi đi, nơi đến, phương tiện và giờ khởi hành.
help-online-3 = Nhập mã trong hình, hoặc bấm nghe rồi nhập mã. Bấm “Gửi đi”.
help-online-4 = Trang hiện mã QR, có giá trị { $hours } giờ. Lưu mã thành ảnh hoặc in ra giấy.
help-online-5 = Đến chốt, đưa mã QR và giấy tờ tùy thân cho cán bộ.

help-paper = Cách 2: Khai trên giấy, khi không có điện thoại
help-paper-1 = Xin tờ khai ở chốt, ở trụ sở công an xã, phường, hoặc nhờ người khác in giúp.
help-paper-2 = Ghi đủ các mục, ký tên. Ai không viết được thì nhờ người nhà hoặc cán bộ ghi hộ.
help-paper-3 = Đưa tờ khai và giấy tờ tùy thân cho cán bộ ở chốt. Cán bộ chụp tờ khai, so với giấy tờ rồi cho qua.
help-paper-4 = Tờ khai được nhập vào máy sau. Bạn có thể xin in mã QR để lần sau qua chốt nhanh hơn trong { $hours } giờ.

help-bring = Khi đi nhớ mang theo
help-bring-1 = Mã QR trên điện thoại hoặc trên giấy.
help-bring-2 = Căn cước công dân, chứng minh nhân dân hoặc hộ chiếu.
help-bring-3 = Giấy đi đường và kết quả xét nghiệm, nếu nơi đến yêu cầu.

help-questions = Câu hỏi thường gặp
help-question-1 = Tôi khai hộ cha mẹ, con nhỏ được không?
help-answer-1 = Được. Đánh dấu ô “Tôi khai hộ người khác” và ghi số điện thoại của bạn. In mã QR ra giấy cho người không dùng điện thoại.
help-question-2 = Cả nhà đi một xe thì khai mấy tờ?
help-answer-2 = Một tờ. Bấm “Thêm người cùng đi”. Mỗi người nhận một mã QR riêng.
help-question-3 = Mã hết hạn thì làm sao?
help-answer-3 = Mã có giá trị { $hours } giờ kể từ lúc khai. Hết hạn thì khai lại để nhận mã mới.
help-question-4 = Tôi ghi sai thì sửa thế nào?
help-answer-4 = Ở trang đầu, bấm “Tìm lại, sửa hoặc hủy mã đã nhận”. Sửa xong bạn nhận mã mới, mã cũ không dùng được nữa.
help-question-5 = Tôi làm mất mã?
help-answer-5 = Tìm lại ở trang đầu bằng số giấy tờ cùng số điện thoại hoặc ngày sinh đã khai. Không tìm được thì nói với cán bộ ở chốt: họ có thể tra bằng số giấy tờ.
help-question-6 = Mất mạng giữa chừng thì sao?
help-answer-6 = Những gì đã nhập vẫn còn trên máy. Có mạng trở lại, trang tự gửi tiếp. Ở chốt không có mạng vẫn quét được mã.
help-question-7 = Thông tin của tôi được dùng làm gì?
help-answer-7 = Chỉ để phòng, chống dịch: biết ai đã đi qua đâu khi có ca bệnh. Tên, số giấy tờ và số điện thoại được mã hóa. Khai sai sự thật có thể bị xử lý theo pháp luật.
