## Tờ khai giấy chờ nhập

paper-title = Tờ khai giấy chờ nhập
paper-lead = Các tờ khai đã chụp tại chốt. Nhập tờ chờ lâu nhất trước.
paper-sign-in-lead = Dành cho cán bộ nhập tờ khai giấy.
paper-age = Đã chờ
paper-place = Địa điểm
paper-taken = Chụp lúc
paper-taken-by = Người chụp
paper-enter = Nhập
paper-go-on = Nhập tiếp
paper-enter-sheet = Nhập tờ khai chụp lúc { $taken }, { $place }
paper-held = { $account } đang mở
paper-compared = đã đối chiếu giấy tờ
paper-not-compared = chưa đối chiếu giấy tờ
paper-direction-in = vào
paper-direction-out = ra
paper-direction-visit = lưu trú
paper-lane = làn { $lane }
paper-serial = tờ số { $serial }
paper-none = Không có tờ khai nào chờ nhập.
paper-waiting = { $count } tờ khai chờ nhập, tờ đầu đã chờ { $age }.
paper-late = { $count } tờ đã chờ hơn { $limit }.
paper-minutes = { $count } phút
paper-hours = { $minutes ->
    [0] { $hours } giờ
   *[other] { $hours } giờ { $minutes } phút
}
paper-days = { $hours ->
    [0] { $days } ngày
   *[other] { $days } ngày { $hours } giờ
}

## Nhập một tờ khai

paper-entry = Tờ khai chụp lúc { $taken }
paper-photo = Ảnh tờ khai
paper-photo-keys = Ảnh tờ khai; phím cộng, trừ để phóng to, thu nhỏ, phím R để xoay, phím mũi tên để di chuyển
paper-larger = Phóng to
paper-smaller = Thu nhỏ
paper-turn = Xoay
paper-no-photo = Không xem được ảnh: { $why }
paper-signed = Tờ khai có chữ ký: người khai cam kết khai đúng sự thật
paper-errors = Có { $count } mục cần xem lại
paper-warnings = Hãy xem lại tờ khai; các mục này có vẻ sai:
paper-save = Lưu và cấp mã
paper-save-anyway = Tờ khai ghi đúng như vậy: lưu
paper-put-back = Trả lại hàng chờ
paper-reject-title = Không nhập được tờ khai này
paper-reject-why = Lý do
paper-reject-unreadable = Không đọc được
paper-reject-not_a_form = Không phải tờ khai
paper-reject-incomplete = Thiếu mục bắt buộc
paper-reject-duplicate = Chụp hai lần
paper-reject = Bỏ khỏi hàng chờ
paper-rejected = Đã bỏ tờ khai khỏi hàng chờ.

## Sau khi nhập

paper-done = Đã nhập: mã thông hành
paper-pass-code = Mã QR thông hành
paper-valid = Hiệu lực
paper-valid-times = { $from } đến { $until }
paper-pass-id = Số của mã
paper-over = Đã quá 72 giờ kể từ lúc chụp tờ khai: mã không còn hiệu lực. Chuyến đi đã được ghi lại.
paper-print = In
paper-next = Tờ tiếp theo
paper-to-queue = Về hàng chờ
