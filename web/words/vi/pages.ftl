## List of questions

pages-questions = Câu hỏi
pages-questions-lead = Chọn điều cần biết. Mỗi câu hỏi đều được ghi lại cùng mục đích.
pages-questions-none = Tài khoản này không có câu hỏi nào.

## The form of a question

pages-choose = Gõ để tìm…
pages-any = Bất kỳ
pages-list-found = Tìm thấy { $count }
pages-list-nothing = Không có tên này
pages-no-lists = Không tải được danh sách địa điểm nên thiếu tên. Hãy tải lại trang.
pages-span = Khoảng thời gian
pages-last = Vừa qua
pages-last-1 = 24 giờ
pages-last-3 = 3 ngày
pages-last-7 = 7 ngày
pages-last-14 = 14 ngày
pages-last-own = Như đã ghi
pages-from = Từ
pages-from-time = Từ: giờ phút
pages-until = Đến
pages-until-time = Đến: giờ phút
pages-date-form = ngày/tháng/năm, giờ
pages-span-hint = Giờ Hà Nội. Tính cả lúc bắt đầu, không tính lúc kết thúc.
pages-narrow = Chỉ một số lượt quét
pages-narrow-hint = Trả lời như thể chỉ có những lượt quét này.
pages-purpose = Mục đích
pages-purpose-hint = Số ca bệnh hoặc vài từ. Mục đích được ghi cùng tài khoản và giữ ở đây đến khi đóng thẻ trình duyệt.
pages-ask = Hỏi
pages-cancel = Hủy
pages-asking = Đang hỏi… { $seconds } giây
pages-cancelled = Đã hủy. Những gì đã nhập vẫn còn.
pages-field-citizen_id = Người
pages-field-citizen_ids = Ca chỉ điểm (F0)
pages-field-plate = Biển số
pages-field-place_id = Địa điểm
pages-field-unit = Quận, huyện hoặc tỉnh
pages-field-within_minutes = Cách nhau không quá (phút)
pages-field-gap_hours = Báo khi vắng bóng quá (giờ)
pages-field-kinds = Loại cảnh báo
pages-field-withdrawn = Cả những cảnh báo đã được giải thích
pages-field-limit = Số dòng tối đa
pages-field-place_kinds = Loại địa điểm
pages-field-directions = Chiều
pages-field-verdicts = Kết quả tại chốt
pages-field-margin_minutes = Số phút trước và sau mỗi lượt quét
pages-field-back_hours = Cả người đã vào trước đó bao nhiêu giờ (0: không)
pages-field-depth = Số bậc (2: đến F2)
pages-field-level = Giữa các huyện hay các tỉnh
pages-field-within_hours = Từ lượt quét này đến lượt kế tiếp tối đa (giờ)
pages-field-at_least = Số lượt quét ít nhất
pages-hint-citizen_id = Số giấy tờ, hoặc mã người từ câu trả lời khác. Nếu không phải số CCCD thì ghi trước số: CMND, HC (hộ chiếu) hoặc “khác”.
pages-hint-citizen_ids = Mỗi dòng một người: số giấy tờ, hoặc mã người từ câu trả lời khác. Nếu không phải số CCCD thì ghi trước số: CMND, HC (hộ chiếu) hoặc “khác”.
pages-hint-plate = Như trên biển. Biển số được đổi thành mã và không lưu ở đâu.

## What is not in order

pages-at-line = Dòng { $line }: { $text }
pages-bad-time = Đây không phải thời điểm. Ghi ngày/tháng/năm và giờ:phút, ví dụ 24/08/2021 07:30.
pages-fault-required = Cần điền mục này
pages-fault-purpose = Ghi mục đích hỏi: số ca bệnh hoặc vài từ
pages-fault-person = Đây không phải số giấy tờ, cũng không phải mã người
pages-fault-number = Cần một số nguyên từ { $least } đến { $most }

## The answer

pages-found = { $count ->
    [0] Không tìm thấy gì.
   *[other] Tìm thấy { $count } dòng.
}
pages-found-timeline = { $count ->
    [0] Người này không được quét lần nào trong khoảng thời gian.
   *[other] Người này được quét { $count } lần.
}
pages-found-vehicle = { $count ->
    [0] Xe này không được quét lần nào trong khoảng thời gian.
   *[other] Xe này dừng { $count } lần.
}
pages-found-contacts = { $count ->
    [0] Không ai gặp các F0 trong khoảng cách phút này.
   *[other] { $count } người đã gặp các F0.
}
pages-found-alerts = { $count ->
    [0] Không có cảnh báo nào trong khoảng thời gian.
   *[other] Có { $count } cảnh báo.
}
pages-found-departures = { $count ->
    [0] Không biết có ai rời khỏi địa bàn này.
   *[other] { $count } người đã rời khỏi địa bàn này.
}
pages-found-presence = { $count ->
    [0] Không có ai ở đó.
   *[other] { $count } người đã ở đó.
}
pages-found-milestones = { $count ->
    [0] Các F0 không được quét ở đâu trong khoảng thời gian.
   *[other] { $count } địa điểm và thời gian.
}
pages-found-spread = { $count ->
    [0] Không ai bị lây lan từ các F0.
   *[other] { $count } người có thể đã bị lây.
}
pages-found-overdue = { $count ->
    [0] Không có ai chưa đến nơi.
   *[other] { $count } người chưa đến nơi.
}
pages-found-repeats = { $count ->
    [0] Không ai được quét nhiều lần như vậy.
   *[other] { $count } người được quét nhiều lần như vậy.
}
pages-found-flows = { $count ->
    [0] Không có ai đi lại giữa các địa bàn.
   *[other] { $count } luồng đi lại giữa các địa bàn.
}
pages-nothing = Không có gì để hiển thị. Thử khoảng thời gian dài hơn hoặc địa bàn rộng hơn.
pages-nothing-filtered = Xem mục “Chỉ một số lượt quét” có bỏ bớt quá nhiều không.
pages-nothing-timeline = Không có lượt quét nào. Thử khoảng thời gian dài hơn; xem số này có phải của giấy tờ khác của cùng người đó không.
pages-nothing-contacts = Không có lần gặp nào. Thử khoảng thời gian dài hơn hoặc số phút lớn hơn, và hỏi hành trình của F0: ai không được quét thì ở đây không gặp ai.
pages-cut = Chỉ liệt kê { $rows }: tăng “Số dòng tối đa”.
pages-up-to = Dữ liệu đến { $moment }.
pages-no-data = Chưa có dữ liệu.
pages-waiting = Còn { $sheets } tờ khai giấy chờ nhập, tờ cũ nhất từ { $oldest }: những gì ghi trên đó chưa có trong câu trả lời này.
pages-none-waiting = Không có tờ khai giấy nào chờ nhập.
pages-restricted = Chỉ xét trong địa bàn phụ trách của bạn: { $units }. Những gì xảy ra ở nơi khác, kể cả người tiếp xúc, không có trong kết quả này.
pages-how = Cách tính
pages-how-none = Chưa có mô tả.
pages-cost = Đọc { $rows } dòng dữ liệu, trả lời trong { $seconds } giây.
pages-caption = { $name } ({ $count })
pages-show-all = Hiện tất cả { $rows } dòng
pages-files = Câu trả lời này dạng tệp
pages-file-csv = CSV
pages-file-xlsx = XLSX
pages-file-parquet = Parquet
pages-file-pdf = Báo cáo (PDF)
pages-file-godata = Người tiếp xúc cho Go.Data
pages-file-sormas = Người tiếp xúc cho SORMAS
pages-file-making = Đang tạo tệp…
pages-file-made = Tệp đã được chuyển cho trình duyệt.
pages-yes = có
pages-index-person = F0 số { $number } ({ $short })
pages-timeline = hành trình
pages-timeline-of = Hành trình của { $person }
pages-seconds = { $seconds } giây
pages-minutes = { $minutes } phút
pages-hours = { $hours } giờ { $minutes } phút
pages-days = { $days } ngày { $hours } giờ

## Tables and their columns

pages-table-stops = Các điểm dừng
pages-table-gaps = Những lúc vắng bóng
pages-table-contacts = Người tiếp xúc
pages-table-by_kind = Theo loại
pages-table-alerts = Cảnh báo
pages-table-departures = Người đã rời đi
pages-inside-nearest = { $rows } lần gặp gần nhau nhất
pages-column-place_id = Địa điểm
pages-column-direction = Chiều
pages-column-happened_at = Lúc
pages-column-received_at = Nhận lúc
pages-column-category = Kết quả
pages-column-reason = Lý do
pages-column-lane = Làn
pages-column-source = Đọc từ
pages-column-offline = Không có mạng
pages-column-waved_through = Cho qua không quét
pages-column-annulled = Đã thu hồi
pages-column-judgement-category = Kết quả theo lịch sử
pages-column-judgement-reason = Lý do theo lịch sử
pages-column-findings = Phát hiện
pages-column-leg-from_place_id = Đến từ
pages-column-leg-from = Có mặt ở đó lúc
pages-column-leg-seconds = Đi mất
pages-column-leg-km = Quãng đường
pages-column-dwell_s = Ở lại
pages-column-from = Từ
pages-column-until = Đến
pages-column-seconds = Kéo dài
pages-column-role = Đọc là
pages-column-milestones-first_at = Từ
pages-column-milestones-last_at = Đến
pages-column-first_at = Lượt đầu
pages-column-last_at = Lượt cuối
pages-column-scans = Lượt quét
pages-column-citizen_ids = Người
pages-column-leg_s = Từ điểm dừng trước
pages-column-complete = Đầy đủ
pages-column-citizen_id = Người
pages-column-index_cases = F0
pages-column-within_s = Khoảng cách
pages-column-stops_of_cases = Lượt quét của các F0
pages-column-meetings = Lần gặp
pages-column-closest_gap_s = Gần nhất
pages-column-shared_vehicle = Cùng xe
pages-column-shared_lane = Cùng làn
pages-column-first_met_at = Gặp lần đầu
pages-column-last_met_at = Gặp lần cuối
pages-column-gap_s = Cách nhau
pages-column-case_at = F0 lúc
pages-column-contact_at = Người tiếp xúc lúc
pages-column-index_case = Đã gặp
pages-column-same_lane = Cùng làn
pages-column-same_vehicle = Cùng xe
pages-column-kind = Loại
pages-column-alerts = Cảnh báo
pages-column-known_since_at = Biết từ
pages-column-withdrawn_at = Rút lúc
pages-column-explained_at = Giải thích sau xem xét
pages-column-from_place_id = Địa điểm kia
pages-column-km = Quãng đường
pages-column-how = Biết do
pages-column-left_at = Rời lúc
pages-column-inside_place_id = Nơi cuối bên trong
pages-column-inside_at = Bên trong lần cuối
pages-column-last_place_id = Thấy lần cuối tại
pages-column-last_direction = Chiều khi đó
pages-column-last_seen_at = Thấy lần cuối
pages-column-is_back = Đã quay lại
pages-column-total = Tổng cộng
pages-column-index_persons = Số F0
pages-column-other_people = Người khác
pages-column-district = Quận, huyện
pages-column-entered_at = Vào trước đó
pages-column-entered_place_id = Vào tại
pages-column-first_direction = Chiều đầu
pages-column-first_place_id = Lượt đầu tại
pages-column-last_category = Kết quả cuối
pages-column-last_reason = Lý do cuối
pages-column-places = Địa điểm
pages-column-total_entered_before = Trong đó chỉ vào từ trước
pages-column-people = Người
pages-column-nearest = Những lần gặp gần nhau nhất
pages-column-milestones = Địa điểm và thời gian
pages-column-because = Vì sao xếp trên
pages-column-rank = Hạng
pages-column-same_journey = Cùng chuyến đi khai báo
pages-column-shared_journey = Cùng chuyến đi khai báo
pages-column-flows = Luồng đi lại
pages-column-declared = Chuyến đi khai báo
pages-column-from_unit = Từ
pages-column-to_unit = Đến
pages-column-journeys = Chuyến đi
pages-column-margin_s = Trước và sau mỗi lượt quét
pages-column-departs_at = Khởi hành
pages-column-origin = Nơi đi
pages-column-destination = Nơi đến
pages-column-transport = Phương tiện
pages-column-at_least = Được quét ít nhất
pages-column-crossings = Lượt vào hoặc ra
pages-column-days = Số ngày có quét
pages-column-most_on_a_day = Nhiều nhất một ngày
pages-column-levels = Các tầng
pages-column-persons = Người
pages-column-ties = Ai đã gặp ai
pages-column-also_met_as = Cũng đã gặp với tư cách
pages-column-carriers = Số người được xét
pages-column-depth = Độ sâu
pages-column-exposed_by = Phơi nhiễm đầu tiên từ
pages-column-is_cut = Bị cắt bớt
pages-column-is_exposure = Phơi nhiễm đầu tiên
pages-column-level = Tầng
pages-column-sources = Gặp bao nhiêu người tầng trước
pages-column-stops = Lượt quét được xét
pages-column-told = Được liệt kê
pages-column-from_id = Từ
pages-column-to_id = Sang

## Words of the house

pages-word-in = vào
pages-word-out = ra
pages-word-visit = ghé
pages-word-pass = đạt
pages-word-pass_with_attention = cần lưu ý
pages-word-ask = cần kiểm tra
pages-word-refuse = từ chối
pages-word-city_checkpoint = Chốt thành phố
pages-word-district_checkpoint = Chốt quận, huyện
pages-word-police = Công an
pages-word-imported = Địa điểm của hệ thống khác
pages-word-repeat_scan = Quét lại ngay sau đó
pages-word-two_places_at_once = Hai nơi cùng lúc
pages-word-impossible_travel = Di chuyển quá nhanh
pages-word-itinerary_contradicted = Trái với lịch trình khai
pages-word-pass_never_issued = Mã chưa từng được cấp
pages-word-revoked = Mã đã bị thu hồi
pages-word-superseded = Mã đã được thay bằng mã mới
pages-word-overdue = Chưa đến nơi
pages-word-left_epidemic_area = Rời vùng dịch
pages-word-gate = được quét khi ra
pages-word-seen_elsewhere = được thấy nơi khác
pages-word-origin = chuyến đi bắt đầu tại đây
pages-word-source-pass = mã QR
pages-word-document = giấy tờ
pages-word-paper = tờ khai giấy
pages-word-import = hệ thống khác
pages-word-wave_through = cho qua không quét
pages-word-vehicle = xe
pages-word-trailer = rơ-moóc
pages-word-same_journey = cùng chuyến đi khai báo
pages-word-same_vehicle = cùng xe
pages-word-met_again = gặp nhiều lần
pages-word-same_lane = cùng làn
pages-word-close_in_time = trong vòng một phút
pages-word-district = Quận, huyện
pages-word-province = Tỉnh, thành phố
pages-word-transport-car = ô tô
pages-word-transport-motorbike = xe máy
pages-word-transport-coach = xe khách
pages-word-transport-lorry = xe tải
pages-word-transport-airplane = máy bay
pages-word-transport-train = tàu hỏa
pages-word-transport-boat = tàu thuyền
pages-word-transport-on_foot = đi bộ
pages-word-transport-other = khác
