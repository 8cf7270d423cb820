## Giấy đi đường có mã QR, trên màn hình và trên giấy

pass-title = { $count ->
    [1] Mã QR đi qua chốt
   *[other] Mã QR đi qua chốt của { $count } người
}
pass-lead = { $count ->
    [1] Đưa mã này cho cán bộ quét tại chốt. Mỗi chốt chỉ cần quét một lần.
   *[other] Mỗi người một mã. Đưa từng mã cho cán bộ quét tại chốt.
}
pass-travellers = Những người cùng đi
pass-document = giấy tờ số
pass-code-alt = Mã QR để quét tại chốt
pass-valid-until = Có giá trị đến
pass-issued = Cấp lúc
pass-left = { $days ->
    [0] Còn { $hours } giờ { $minutes } phút
   *[other] Còn { $days } ngày { $hours } giờ
}
pass-over = Mã đã hết hạn. Hãy khai báo lại để nhận mã mới.
pass-warnings = Mã vẫn dùng được, nhưng nên xem lại những mục sau:
pass-note-symptoms_declared = Bạn đã khai có triệu chứng. Tại chốt, nhân viên y tế có thể đo thân nhiệt và hỏi thêm vài câu.
pass-note-contact_declared = Bạn đã khai có tiếp xúc. Tại chốt, nhân viên y tế có thể hỏi thêm vài câu.
pass-note-from_epidemic_area = Bạn đi từ hoặc đi qua nơi đang có dịch. Tại chốt, cán bộ có thể hướng dẫn thêm.
pass-note-compare_identity = Tại chốt, cán bộ sẽ đối chiếu mã với giấy tờ tùy thân: hãy mang bản gốc.
pass-save-image = Lưu thành ảnh
pass-print-a4 = In khổ A4
pass-print-slip = In thẻ bỏ ví
pass-keep-note = Chỉ lưu nếu đây là máy của bạn: ai mở máy cũng xem được mã.
pass-keep = Lưu mã trên máy này
pass-forget = Xóa mã khỏi máy này
pass-kept-now = Đã lưu. Mở lại tại trang “Mã đã lưu”, cả khi không có mạng.
pass-forgotten = Đã xóa khỏi máy này. Mã vẫn còn giá trị.
pass-not-kept = Máy này không cho lưu. Hãy lưu thành ảnh hoặc in ra.
pass-picture-name = ma-qr-qua-chot

pass-bring = Khi đi, mang theo
pass-bring-document = Giấy tờ tùy thân có số đã khai: thẻ căn cước, chứng minh nhân dân hoặc hộ chiếu.
pass-bring-code = Mã QR này, trên điện thoại hoặc bản in. Để màn hình sáng hết mức khi quét.
pass-bring-permit = Giấy đi đường hoặc kết quả xét nghiệm, nếu địa phương yêu cầu.

## Mã lưu trên máy

pass-kept-title = Mã đã lưu trên máy này
pass-kept-none = Máy này chưa lưu mã nào.
pass-kept-no-script = Trình duyệt đang tắt JavaScript nên không lưu được mã trên máy.

## Tìm lại, sửa, gia hạn, hủy mã

pass-change = Sửa, gia hạn hoặc hủy mã
pass-correct = Sửa tờ khai
pass-correct-note = Khai lại những mục sai. Mã mới thay mã này.
pass-renew = Gia hạn thêm 72 giờ
pass-renew-note = Khi chuyến đi còn tiếp. Chỉ trả lời lại về sức khỏe; mã mới thay mã này.
pass-withdraw = Hủy mã
pass-withdraw-note = Khi không đi nữa, hoặc mã bị người khác lấy. Mọi chốt sẽ từ chối mã này.
pass-declare-anew = Khai báo mới
pass-ask-again = Chưa gửi được: hãy xem lại những mục có ghi chú đỏ.
pass-prove = Xác nhận là mã của bạn
pass-find-title = Tìm lại mã đã cấp
pass-find-lead = Dùng khi bạn mất ảnh, đổi máy hoặc xóa nhầm. Chỉ tìm được mã còn giá trị.
pass-find-who = Bạn là ai
pass-find-proof = Điền số điện thoại hoặc ngày sinh đã khai, một trong hai là đủ.
pass-find-birth-hint = Đủ ngày, tháng, năm, ví dụ 15/08/1999
pass-find-one-of-two = Hãy điền số điện thoại hoặc ngày sinh.
pass-find-whole-day = Cần đủ ngày, tháng, năm; chỉ năm thì chưa đủ.
pass-find-send = Tìm mã
pass-find-nothing = Không có mã còn giá trị nào khớp với những điều bạn điền. Hãy xem lại, hoặc khai báo mới.
pass-withdraw-title = Hủy mã này?
pass-withdraw-lead = Sau vài giây mọi chốt sẽ từ chối mã này, kể cả bản in và ảnh. Không lấy lại được; khi cần đi, hãy khai báo mới.
pass-withdraw-send = Hủy mã
pass-withdrawn-title = Đã hủy mã
pass-withdrawn-lead = Mã này không còn dùng được ở chốt nào.
pass-renew-title = Gia hạn mã thêm 72 giờ
pass-renew-lead = Mã mới dùng lại họ tên, nơi ở và chuyến đi đã khai. Nếu có gì thay đổi, hãy sửa tờ khai.
pass-renew-departs = Đi tiếp lúc nào
pass-renew-answer = Hãy chọn Có hoặc Không.
pass-renew-which = Hãy đánh dấu ít nhất một mục.
pass-renew-send = Gia hạn
