## Vì sao một người có trong danh sách, hoặc không còn nữa

cases-because-first_answer = Câu trả lời đầu tiên.
cases-because-new_scan = Do lượt quét tại { $place } lúc { $happened }.
cases-because-late_scan = Do lượt quét tại { $place } lúc { $happened }, nhận muộn lúc { $known }.
cases-because-paper_entered = Do tờ khai giấy tại { $place }, khai lúc { $happened }, nhập lúc { $known }.
cases-because-imported = Do lượt quét nhập từ tệp tại { $place } lúc { $happened }, nhận lúc { $known }.
cases-because-scan_annulled = Do lượt quét tại { $place } lúc { $happened } đã bị hủy lúc { $known }.
cases-because-index_person_added = Do { $person } được thêm làm ca bệnh.
cases-because-index_person_removed = Do { $person } không còn là ca bệnh.
cases-because-is_index_person = Do { $person } nay là ca bệnh.
cases-because-contact_lost = Do { $person }, người tiếp xúc trung gian, không còn là người tiếp xúc.
cases-because-window_moved = Do khoảng thời gian hỏi đã dịch chuyển.
cases-because-question_changed = Do câu hỏi đã thay đổi.
cases-because-no_single_fact = Không có lượt quét riêng lẻ nào giải thích được.

## News, on every page of whoever looks after cases

cases-news = Câu trả lời đã thay đổi
cases-news-gained = { $number }: danh sách lúc { $before } thêm { $gained } người.
cases-news-lost = { $number }: danh sách lúc { $before } bớt { $lost } người.
cases-news-both = { $number }: danh sách lúc { $before } thêm { $gained } người, bớt { $lost } người.
cases-news-open = Xem

## The list of cases

cases-title = Ca bệnh
cases-lead = Ca bệnh, người tiếp xúc và việc theo dõi. Câu hỏi đã lưu được hỏi lại khi dữ liệu đến muộn.
cases-none = Chưa có ca bệnh nào. Hãy mở hồ sơ đầu tiên ở trên.
cases-new = Mở hồ sơ ca bệnh
cases-number = Số hồ sơ
cases-number-hint = Theo cách đánh số của đơn vị, ví dụ BN-2021-0117.
cases-name = Tên hồ sơ
cases-name-hint = Vài từ. Nội dung được niêm phong.
cases-unit = Đơn vị phụ trách
cases-unit-hint = Gõ tên quận, huyện hoặc tỉnh rồi chọn.
cases-open-button = Mở hồ sơ
cases-state = Trạng thái
cases-open = Đang mở
cases-closed = Đã đóng
cases-index-count = Số F0
cases-unread = Thay đổi
cases-unread-count = { $count } mới
cases-following = Đang theo dõi
cases-overdue = Quá hạn
cases-loading = Đang tải…
cases-failed = Không tải được: { $why }
cases-to-follow-ups = Danh sách theo dõi hằng ngày
cases-back = Tất cả hồ sơ

## One case

cases-case = Hồ sơ ca bệnh
cases-opened-by = { $account } mở lúc { $at }
cases-close = Đóng hồ sơ
cases-reopen = Mở lại
cases-closed-note = Hồ sơ đã đóng. Các câu hỏi không được hỏi lại.
cases-changed = Những thay đổi
cases-gained = Thêm { $count } người, hỏi lúc { $at }
cases-lost = Bớt { $count } người, hỏi lúc { $at }
cases-otherwise = { $count } người thay đổi khác, hỏi lúc { $at }
cases-noted = Đã xem

cases-index = Ca bệnh (F0)
cases-index-none = Chưa có ai. Thêm F0 đầu tiên bằng giấy tờ tùy thân.
cases-index-add = Thêm F0
cases-document-kind = Loại giấy tờ
cases-document-cccd = Căn cước công dân (CCCD)
cases-document-cmnd = Chứng minh nhân dân (CMND)
cases-document-passport = Hộ chiếu
cases-document-other = Giấy tờ khác
cases-document-number = Số giấy tờ
cases-document-hint = Được đổi ngay thành mã ẩn danh, không lưu lại số.
cases-onset = Ngày khởi phát
cases-confirmed = Ngày xác nhận
cases-infectious-from = Có thể lây từ ngày
cases-infectious-from-hint = Để trống: hai ngày trước khởi phát, hoặc trước ngày xác nhận.
cases-infectious-until = Đến ngày
cases-add = Thêm
cases-remove = Bỏ
cases-correct = Sửa
cases-correcting = Sửa thông tin của { $person }.
cases-remove-sure = Bỏ F0 này khỏi hồ sơ?
cases-unknown-person = Chưa có khai báo nào của người này. Hãy kiểm tra lại số.
cases-person = Người
cases-days = Khởi phát / xác nhận
cases-infectious = Có thể lây

cases-questions = Câu hỏi đã lưu
cases-questions-none = Chưa có câu hỏi. Lưu một câu: được hỏi ngay, và hỏi lại mỗi khi dữ liệu đến muộn.
cases-question-save = Lưu câu hỏi
cases-question-kind = Câu hỏi
cases-kind-contacts = Người tiếp xúc với F0 (F1)
cases-kind-spread = Người tiếp xúc và người tiếp xúc của họ (F1, F2)
cases-kind-other = Câu hỏi { $kind }
cases-within = Cách nhau tối đa bao nhiêu phút ở một nơi
cases-depth = Số bậc
cases-depth-hint = 1: chỉ người tiếp xúc (F1). 2: cả người tiếp xúc của họ (F2).
cases-span-days = Bao nhiêu ngày trở về trước, tính đến lúc hỏi
cases-fixed = Khoảng thời gian cố định
cases-fixed-hint = Khi có cả hai thời điểm, câu hỏi luôn xét đúng khoảng này.
cases-from = Từ lúc
cases-until = Đến lúc
cases-save = Lưu và hỏi
cases-question-terms = { $days ->
    [0] { $from } đến { $until }
   *[other] { $days } ngày gần nhất
}
cases-within-terms = trong { $minutes } phút
cases-asking = Đang hỏi…
cases-answer = { $count } người
cases-answer-at = Trả lời lúc { $at }, dữ liệu đến { $data }
cases-checked = Hỏi lần cuối { $at } ({ $seconds } giây, đọc { $rows } dòng)
cases-problem-too_many = Quá nhiều người: hãy thu hẹp thời gian hoặc số phút.
cases-problem-not_answered = Chưa có câu trả lời, đang thử lại.
cases-ask-now = Hỏi ngay
cases-show-people = Xem danh sách
cases-hide-people = Ẩn danh sách
cases-drop = Xóa
cases-drop-sure = Không hỏi câu này nữa?
cases-rounds = Các thay đổi trước
cases-level = Bậc
cases-via = qua { $people }
cases-last-exposure = Tiếp xúc lần cuối
cases-where = Nơi
cases-district = Quận, huyện
cases-follow-up = Theo dõi
cases-assign-chosen = Giao { $count } người đã chọn
cases-assign-all = Giao tất cả F1 và F2
cases-assigned-to = Giao cho (không bắt buộc)
cases-assign-result = Đã giao: { $assigned }. Đang theo dõi sẵn: { $already }. Tiếp xúc quá lâu: { $late }. Chưa rõ quận, huyện, để lại cho đơn vị của hồ sơ: { $elsewhere }.
cases-no-people = Câu trả lời không có ai.
cases-choose-person = Chọn { $person }

## Follow-up

cases-follow-ups = Theo dõi
cases-follow-ups-none = Chưa theo dõi ai. Lưu một câu hỏi rồi giao theo dõi.
cases-follow-ups-title = Theo dõi hằng ngày
cases-follow-ups-lead = Những người cần gặp trong ngày. Ai quá hạn đứng đầu.
cases-follow-ups-empty = Không có ai cần gặp ở đơn vị này trong ngày này.
cases-follow-ups-choose = Chọn đơn vị và ngày.
cases-day = Ngày
cases-show = Xem
cases-print = In
cases-keys = Dùng bàn phím: ↑ và ↓ để chọn người, phím 1 đến 5 để ghi kết quả.
cases-counts = Cần gặp: { $all }. Đã ghi: { $done }. Quá hạn: { $overdue }.
cases-day-of = Ngày { $number } trên { $of }
cases-owed = { $days } ngày chưa ghi
cases-over = Đã hết ngày cuối: hãy kết thúc theo dõi
cases-last-seen = Gặp lần cuối { $day }
cases-never-seen = Chưa gặp lần nào
cases-unseen = { $days } ngày liền không gặp
cases-no-name = Chưa rõ tên
cases-phone = Điện thoại
cases-call = Gọi { $phone }
cases-status-SEEN_OK = Đã gặp, khỏe
cases-status-SEEN_NOT_OK = Đã gặp, không khỏe
cases-status-MISSED = Không gặp được
cases-status-NOT_ATTEMPTED = Chưa đến gặp
cases-status-NOT_PERFORMED = Không thực hiện
cases-status-none = Chưa ghi
cases-record-for = Ghi cho { $person }
cases-recorded = Đã ghi cho { $person }: { $status }
cases-note = Ghi chú
cases-more = Ghi chú, hoặc kết thúc theo dõi
cases-outcome = Kết quả
cases-outcome-COMPLETED = Hoàn thành
cases-outcome-CANCELED = Hủy
cases-outcome-LOST = Mất dấu
cases-outcome-NO_FOLLOW_UP = Không cần theo dõi
cases-outcome-REFERRED = Chuyển nơi khác
cases-going-on = Đang theo dõi
cases-referred-to = Bàn giao cho quận, huyện (không bắt buộc)
cases-end-button = Kết thúc
cases-from-until = { $from } đến { $until }
cases-course = Diễn biến
cases-count-going-on = đang theo dõi
cases-count-recorded = đã ghi hôm nay
cases-count-overdue = quá hạn
cases-count-unwell = không khỏe
cases-count-completed = hoàn thành
cases-count-lost = mất dấu
cases-count-referred = đã chuyển

## Notes and history

cases-notes = Ghi chú
cases-notes-none = Chưa có ghi chú.
cases-note-text = Ghi chú mới
cases-note-hint = Được niêm phong, chỉ trang này mở được.
cases-note-add = Thêm ghi chú
cases-note-erased = Khóa của ngày đó đã bị hủy.
cases-history = Lịch sử
cases-did-CaseOpened = mở hoặc đổi tên hồ sơ
cases-did-CaseClosed = đóng hồ sơ
cases-did-CaseReopened = mở lại hồ sơ
cases-did-IndexPersonAdded = thêm hoặc sửa F0
cases-did-IndexPersonRemoved = bỏ một F0
cases-did-QuestionSaved = lưu câu hỏi
cases-did-QuestionDropped = xóa câu hỏi
cases-did-AnswerChanged = câu trả lời thay đổi
cases-did-FollowUpAssigned = giao theo dõi
cases-did-FollowUpEnded = kết thúc theo dõi
cases-did-NoteAdded = viết ghi chú
cases-house = Hệ thống
cases-times = { $count } lần
