## Files of answers: what every file says of itself

exports-about = Giới thiệu
exports-about-question = Câu hỏi
exports-about-span = Khoảng thời gian
exports-about-from-until = từ { $from } đến trước { $until }
exports-about-asked-with = Điều kiện
exports-about-purpose = Mục đích
exports-about-account = Người hỏi
exports-about-asked = Hỏi lúc
exports-about-data = Dữ liệu đến
exports-about-sheets = Tờ khai giấy
exports-about-no-sheets = Không có tờ nào chờ nhập.
exports-about-sheets-waiting = Còn { $count } tờ chưa nhập nên chưa có người khai trong kết quả này; tờ lâu nhất đã chờ { $minutes } phút.
exports-page = Trang
exports-rows = Số dòng: { $count }
exports-left-out = Còn { $count } dòng không in. Các dòng này có trong tệp XLSX, CSV và Parquet của cùng câu hỏi.
exports-how = Cách tính
exports-yes = có

## Contact lists for other systems

exports-risk-high = Đi cùng xe ({ $vehicle } trong { $meetings } lần gặp), gần nhất cách nhau { $minutes } phút
exports-risk-medium = Không cùng xe nhưng cùng làn ({ $lane } lần) hoặc gặp nhiều lần ({ $meetings } lần), gần nhất cách nhau { $minutes } phút
exports-risk-low = Gặp một lần tại chốt, không cùng xe và không cùng làn, cách nhau { $minutes } phút
exports-contact-comment = Đã gặp: { $via }. Địa điểm: { $places }. Theo lượt quét tại chốt; họ tên được niêm phong.
exports-contact-source = Lượt quét tại chốt kiểm dịch (Chốt)

## Columns

exports-column-citizen_id = Người
exports-column-citizen_ids = Những người
exports-column-index_cases = F0
exports-column-place = Địa điểm
exports-column-from_place = Địa điểm trước
exports-column-leg_from_place = Địa điểm trước
exports-column-inside_place = Điểm cuối trong vùng
exports-column-last_place = Thấy lần cuối tại
exports-column-direction = Chiều
exports-column-last_direction = Chiều lần cuối
exports-column-happened_at = Lúc
exports-column-received_at = Nhận lúc
exports-column-category = Kết quả
exports-column-reason = Lý do
exports-column-lane = Làn
exports-column-source = Đã xuất trình
exports-column-offline = Mất mạng
exports-column-waved_through = Xả chốt
exports-column-annulled = Đã thu hồi
exports-column-judgement_category = Xét lại
exports-column-judgement_reason = Lý do xét lại
exports-column-judgement_findings = Phát hiện
exports-column-leg_from = Lượt quét trước
exports-column-leg_seconds = Đi (giây)
exports-column-leg_km = Đi (km)
exports-column-leg_s = Đi (giây)
exports-column-dwell_s = Ở lại (giây)
exports-column-role = Biển số của
exports-column-first_at = Đầu tiên
exports-column-last_at = Cuối cùng
exports-column-scans = Lượt quét
exports-column-meetings = Lần gặp
exports-column-closest_gap_s = Gần nhất (giây)
exports-column-shared_vehicle = Cùng xe
exports-column-shared_lane = Cùng làn
exports-column-first_met_at = Gặp lần đầu
exports-column-last_met_at = Gặp lần cuối
exports-column-kind = Loại
exports-column-known_since_at = Biết từ
exports-column-withdrawn_at = Đã rút
exports-column-from = Lượt quét trước
exports-column-km = km
exports-column-how = Căn cứ
exports-column-left_at = Rời lúc
exports-column-inside_at = Lần cuối trong vùng
exports-column-last_seen_at = Thấy lần cuối
exports-column-is_back = Đã về

## Words of the house

exports-word-in = vào
exports-word-out = ra
exports-word-visit = đến
exports-word-pass = đạt
exports-word-pass_with_attention = cần lưu ý
exports-word-ask = cần kiểm tra
exports-word-refuse = từ chối
exports-word-document = giấy tờ
exports-word-paper = tờ giấy
exports-word-import = nhập từ tệp
exports-word-wave_through = xả chốt
exports-word-vehicle = xe
exports-word-trailer = rơ-moóc
exports-word-gate = ra tại chốt
exports-word-seen_elsewhere = thấy ở nơi khác
exports-word-origin = nơi đi đã khai
exports-word-repeat_scan = quét lặp lại
exports-word-two_places_at_once = hai nơi cùng lúc
exports-word-impossible_travel = di chuyển quá nhanh
exports-word-itinerary_contradicted = sai lộ trình đã khai
exports-word-pass_never_issued = mã chưa từng được cấp
exports-word-revoked = mã đã thu hồi
exports-word-superseded = mã đã thay thế
exports-word-overdue = quá hạn
exports-word-left_epidemic_area = rời vùng dịch
