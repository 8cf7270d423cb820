## Reviews of false declarations: list

reviews = Khai báo không đúng
reviews-lead = Các dấu hiệu cho thấy tờ khai có thể không đúng. Dấu hiệu là lý do để xem xét, không phải bằng chứng: đi chung xe, gõ nhầm biển số hoặc đồng hồ sai giải thích được nhiều trường hợp.
reviews-list = Các vụ việc đã mở
reviews-none = Chưa có vụ việc nào được xem xét.
reviews-look = Tìm dấu hiệu
reviews-look-hint = Cảnh báo còn hiệu lực mà chưa ai xem xét. Câu hỏi được ghi lại cùng mục đích.
reviews-purpose = Mục đích
reviews-purpose-hint = Số hiệu ca bệnh hoặc vài từ.
reviews-days = Trong
reviews-days-1 = 24 giờ qua
reviews-days-3 = 3 ngày qua
reviews-days-7 = 7 ngày qua
reviews-days-21 = 21 ngày qua
reviews-look-now = Tìm
reviews-found = Có { $count } dấu hiệu chưa ai xem xét
reviews-found-none = Không có dấu hiệu nào chưa được xem xét.
reviews-open = Mở xem xét
reviews-read = Xem
reviews-when = Lúc
reviews-where = Nơi
reviews-what = Dấu hiệu
reviews-state = Tình trạng
reviews-by = Người mở
reviews-action = Thao tác

## One review

reviews-review = Xem xét tờ khai
reviews-loading = Đang tải…
reviews-finding = Dấu hiệu
reviews-person = Người (mã ẩn danh)
reviews-opened = Mở lúc
reviews-known-since = Đủ căn cứ từ
reviews-alert = Cảnh báo hiện nay
reviews-contradiction = Điều gì mâu thuẫn với điều gì
reviews-side-declared = Đã khai
reviews-side-seen = Đã quét
reviews-nothing-declared = Không có tờ khai nào của người này.
reviews-nothing-seen = Không có lượt quét nào của người này.
reviews-decisions = Kết luận
reviews-no-decision = Chưa có kết luận.
reviews-words-gone = Không còn đọc được lý do: khóa của ngày đó đã bị hủy.
reviews-decide = Kết luận vụ việc
reviews-decide-again = Kết luận lại
reviews-decision = Kết luận
reviews-explanation = Giải thích
reviews-words = Lý do
reviews-words-hint = Kết luận dựa vào đâu. Nội dung được niêm phong khi lưu.
reviews-keep = Lưu kết luận
reviews-kept = Đã lưu kết luận.
reviews-print = Báo cáo (PDF)
reviews-printing = Đang lập báo cáo…
reviews-back = Tất cả vụ việc

reviews-status-open = Chưa kết luận
reviews-status-confirmed = Khai không đúng
reviews-status-innocent = Không có lỗi
reviews-status-undecidable = Không kết luận được

reviews-explanation-shared_vehicle = đi chung xe
reviews-explanation-mistyped_plate = gõ nhầm biển số hoặc số giấy tờ
reviews-explanation-wrong_clock = đồng hồ sai
reviews-explanation-other = lý do khác

reviews-alert-stands = Còn hiệu lực.
reviews-alert-withdrawn = Đã rút: thông tin đến sau đã giải thích.
reviews-alert-explained = Đã rút theo kết luận này.
reviews-alert-other_evidence = Nay dựa trên căn cứ khác, cần xem xét lại.
reviews-alert-gone = Không còn lưu.

reviews-kind-itinerary_contradicted = Sai lộ trình hoặc nơi ở đã khai
reviews-kind-two_places_at_once = Hai nơi cùng lúc
reviews-kind-impossible_travel = Di chuyển quá nhanh
reviews-kind-pass_never_issued = Mã chưa từng được cấp
reviews-kind-overdue = Không đến nơi
reviews-kind-left_epidemic_area = Rời vùng dịch

reviews-why-itinerary_contradicted = Được quét tại { $place }, không khớp với chuyến đi đã khai. Lượt quét trước: { $before }, trước đó { $lasted } và cách { $km } km.
reviews-why-two_places_at_once = Được quét tại { $place } và { $before } trong vòng một phút, cách nhau { $km } km.
reviews-why-impossible_travel = Từ { $before } đến { $place }: { $km } km trong { $lasted }.
reviews-why-pass_never_issued = Mã xuất trình tại { $place } có chữ ký hợp lệ nhưng chưa từng được cấp.
reviews-why-overdue = Đã khai một chuyến đi nhưng sau đó không được quét tại chốt nào.
reviews-why-left_epidemic_area = Được quét tại { $place } sau lượt quét trong vùng dịch ({ $before }, trước đó { $lasted }).
reviews-lasted = { $hours } giờ { $minutes } phút

reviews-declared = Khai lúc
reviews-route = Lộ trình
reviews-departs = Khởi hành
reviews-transport = Phương tiện
reviews-residence = Nơi thường trú
reviews-temporary = Nơi tạm trú
reviews-stay = Nơi lưu trú
reviews-visited = Đã đến trong 14 ngày qua
reviews-on-behalf = Người khác khai hộ
reviews-yes = có
reviews-lane = làn { $lane }
reviews-offline = mất mạng
reviews-channel-web = trực tuyến
reviews-channel-assisted = có cán bộ hỗ trợ
reviews-channel-paper = trên giấy
reviews-transport-car = ô tô
reviews-transport-motorbike = xe máy
reviews-transport-coach = xe khách
reviews-transport-lorry = xe tải
reviews-transport-airplane = máy bay
reviews-transport-train = tàu hỏa
reviews-transport-boat = đường thủy
reviews-transport-on_foot = đi bộ
reviews-transport-other = phương tiện khác

## The report

reviews-report = Báo cáo xem xét tờ khai
reviews-report-printed = { $account } in lúc { $at }
reviews-report-note = Người được gọi bằng mã ẩn danh; họ tên được niêm phong và chỉ người có thẩm quyền mới được mở. Căn cứ là như lúc mở vụ việc.
reviews-sign-reviewer = Người xem xét
reviews-sign-authority = Cơ quan có thẩm quyền
