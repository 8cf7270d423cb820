## Tờ khai của người dân

form-title = Tờ khai y tế và di chuyển nội địa
form-lead = Khai xong bạn nhận ngay mã QR, có giá trị 72 giờ. Mục có dấu * là bắt buộc.
form-warning = Khai báo sai sự thật là vi phạm pháp luật và có thể bị xử lý.
form-at-place = Bạn khai tại: { $place }. Nơi đến đã được chọn theo chốt này, bạn có thể sửa lại.
form-correcting = Bạn đang sửa tờ khai đã gửi. Hãy khai lại cho đúng; khi gửi đi, mã mới sẽ thay mã cũ.
form-help-link = Hướng dẫn khai từng bước
form-errors-title = { $count ->
   *[other] Còn { $count } mục cần sửa
}
form-busy = Hệ thống đang bận, tờ khai chưa được nhận. Những gì bạn nhập vẫn còn: hãy bấm “Gửi đi” lần nữa.
form-required-mark = bắt buộc
form-choose = – Chọn –
form-yes = Có
form-no = Không

form-for-whom = Khai cho ai
form-on-behalf = Tôi khai hộ người khác
form-on-behalf-hint = Ví dụ khai giúp cha mẹ, con nhỏ hoặc người không dùng điện thoại.
form-declarant-phone = Số điện thoại của người khai hộ

form-traveller = Người thứ { $number }
form-traveller-one = Người đi
form-add-traveller = Thêm người cùng đi
form-add-traveller-hint = Người cùng đi trên một chuyến, tối đa 10 người. Mỗi người nhận một mã QR riêng.
form-remove-traveller = Bỏ người này
form-full = Một tờ khai có tối đa 10 người. Những người còn lại hãy khai tờ khác.

form-name = Họ và tên
form-name-hint = Ghi như trên giấy tờ tùy thân
form-birth = Ngày, tháng, năm sinh
form-birth-hint = Ví dụ 15/08/1999. Nếu không nhớ ngày, chỉ ghi năm.
form-sex = Giới tính
form-sex-male = Nam
form-sex-female = Nữ
form-sex-other = Khác
form-nationality = Quốc tịch
form-document-kind = Loại giấy tờ
form-document-kind-cccd = Căn cước công dân (CCCD)
form-document-kind-cmnd = Chứng minh nhân dân (CMND)
form-document-kind-passport = Hộ chiếu
form-document-kind-other = Giấy tờ khác (giấy khai sinh …)
form-document-number = Số CCCD / CMND / hộ chiếu
form-phone = Số điện thoại
form-phone-hint = Người không có điện thoại thì bỏ trống khi đã ghi số của người đi cùng hoặc người khai hộ.
form-seat = Số ghế
form-seat-hint = Nếu đi xe khách, tàu hỏa hoặc máy bay

form-addresses = Nơi ở
form-residence-same = Cùng nơi ở với người thứ nhất
form-residence = Nơi thường trú
form-temporary-too = Có đăng ký tạm trú ở nơi khác
form-temporary = Nơi tạm trú
form-stay-same = Hiện đang ở nơi thường trú
form-stay = Nơi ở hiện tại
form-province = Tỉnh, thành phố
form-district = Quận, huyện
form-ward = Phường, xã
form-text = Số nhà, đường, tổ, thôn
form-show-units = Hiện danh sách quận, huyện, phường, xã
form-district-after = – Chọn tỉnh trước –
form-ward-after = – Chọn huyện trước –

form-health = Sức khỏe trong 14 ngày qua
form-visited = Có đến tỉnh, thành phố hoặc nước nào khác không?
form-visited-units = Những tỉnh, thành phố đã đến
form-visited-note = Nước hoặc nơi cụ thể đã đến
form-symptoms = Có sốt, ho, khó thở, viêm phổi, đau họng hoặc mệt mỏi không?
form-symptom = Các triệu chứng
form-symptom-fever = Sốt
form-symptom-cough = Ho
form-symptom-short_breath = Khó thở
form-symptom-pneumonia = Viêm phổi
form-symptom-sore_throat = Đau họng
form-symptom-fatigue = Mệt mỏi
form-contacts = Trong 14 ngày qua có tiếp xúc với
form-contact-patient = Người bệnh hoặc nghi mắc COVID-19?
form-contact-affected-country = Người từ nước có dịch COVID-19?
form-contact-symptomatic = Người có biểu hiện sốt, ho, khó thở, viêm phổi?

form-journey = Chuyến đi
form-origin = Nơi đi
form-origin-same = Đi từ nơi ở hiện tại
form-destination = Nơi đến
form-transport = Phương tiện
form-transport-car = Ô tô
form-transport-motorbike = Xe máy
form-transport-coach = Xe khách
form-transport-lorry = Xe tải
form-transport-airplane = Máy bay
form-transport-train = Tàu hỏa
form-transport-boat = Tàu thuyền
form-transport-on_foot = Đi bộ
form-transport-other = Khác
form-plate = Biển số xe hoặc số hiệu chuyến
form-plate-hint = Ví dụ 29A-123.45; máy bay và tàu hỏa ghi số hiệu chuyến, như VN 213, SE3. Đi bộ thì bỏ trống.
form-trailer = Biển số rơ moóc
form-trailer-hint = Chỉ khi xe kéo rơ moóc: biển của rơ moóc khác biển của đầu kéo
form-departs-date = Ngày khởi hành
form-departs-date-hint = Ngày/tháng/năm
form-departs-time = Giờ khởi hành
form-departs-time-hint = Giờ và phút, ví dụ 7:30 hoặc 18:00

form-send-section = Cam kết và gửi
form-truthful = Tôi cam kết những điều đã khai là đúng sự thật
form-captcha = Mã xác nhận
form-captcha-picture-label = Mã trong hình
form-captcha-hint = Nhập 5 chữ số trong hình, hoặc bấm nghe rồi nhập các số nghe được.
form-captcha-picture = Hình có 5 chữ số cần nhập. Nếu không nhìn rõ, hãy dùng bản nghe bên dưới.
form-captcha-listen = Nghe mã xác nhận
form-captcha-new = Đổi mã khác
form-send = Gửi đi

form-error-required = Hãy điền mục “{ $label }”.
form-error-choose = Hãy chọn mục “{ $label }”.
form-error-answer = Hãy chọn “Không” hoặc “Có”.
form-error-bad_date = “{ $label }” chưa đúng. Hãy ghi ngày/tháng/năm, ví dụ 15/08/1999, hoặc chỉ ghi năm.
form-error-bad_clock = “{ $label }” chưa đúng. Hãy ghi giờ và phút, ví dụ 7:30.
form-error-bad_time = “{ $label }” chưa đúng. Hãy ghi ngày/tháng/năm, ví dụ 24/08/2021.
form-error-bad_document = “{ $label }” chưa đúng. Số giấy tờ có từ 4 đến 20 chữ và số.
form-error-bad_phone = “{ $label }” chưa đúng. Ví dụ 0912 345 678.
form-error-in_the_future = “{ $label }” ở quá xa về sau. Hãy xem lại.
form-error-too_long_ago = “{ $label }” đã quá lâu. Hãy xem lại.
form-error-plate_required = Hãy ghi biển số xe hoặc số hiệu chuyến. Chỉ người đi bộ được bỏ trống.
form-error-not_truthful = Hãy đánh dấu vào ô cam kết khai đúng sự thật.
form-error-say_where = Bạn trả lời “Có”: hãy đánh dấu tỉnh, thành phố đã đến, hoặc ghi nơi đến ở ô bên dưới.
form-error-say_which = Bạn trả lời “Có”: hãy đánh dấu ít nhất một triệu chứng.

## Những gì trang làm thêm khi có JavaScript

form-draft-restored = Những gì bạn nhập dở lần trước đã được giữ trên máy này.
form-draft-forget = Xóa và khai lại từ đầu
form-draft-note = Trang giữ những gì bạn nhập trên máy này cho đến khi gửi xong.
form-sending = Đang gửi tờ khai…
form-retrying = Chưa gửi được. Trang sẽ tự gửi lại, hãy giữ trang này mở.
form-offline = Đang mất mạng. Những gì bạn nhập vẫn còn trên máy; trang sẽ tự gửi khi có mạng.
form-no-list = Chưa tải được danh sách. Hãy thử lại khi có mạng.
form-nothing-found = Không tìm thấy
form-found = { $count } kết quả
form-cancel-sending = Dừng gửi để sửa
