## Trang kiểm tra

audit-title = Kiểm tra
audit-lead = Ai đã tra cứu gì về ai, khi nào và vì sao. Việc xem tại đây cũng được ghi lại.
audit-purpose = Mục đích
audit-purpose-hint = Lý do xem: số đơn khiếu nại, hoặc vài từ nói rõ lý do.
audit-days = Trong
audit-days-1 = 24 giờ qua
audit-days-7 = 7 ngày qua
audit-days-30 = 30 ngày qua
audit-days-365 = một năm qua
audit-narrow = Thu hẹp
audit-account = Tài khoản
audit-kind = Việc đã làm
audit-kind-all = Tất cả
audit-kind-questions = Tra cứu
audit-kind-files = Kết quả lấy ra thành tệp
audit-kind-sign_ins = Đăng nhập
audit-kind-orders = Lệnh và quản trị
audit-kind-cases = Thay đổi hồ sơ
audit-kind-explanations = Ghi chú của người kiểm tra
audit-document-kind = Giấy tờ của người bị tra cứu
audit-document-cccd = Căn cước công dân (CCCD)
audit-document-cmnd = Chứng minh nhân dân (CMND)
audit-document-passport = Hộ chiếu
audit-number = Số giấy tờ
audit-number-hint = Được đổi ngay thành mã; số không được lưu ở đâu.
audit-case = Số hồ sơ, hoặc từ trong mục đích
audit-look-now = Xem
audit-save = Lưu các mục thành CSV
audit-not-asked = Chưa xem gì: nêu mục đích rồi bấm Xem.
audit-needs-purpose = Nêu mục đích xem.

## Điều bất thường

audit-unusual = Sử dụng bất thường
audit-unusual-hint = Dấu hiệu là lý do để xem, không phải bằng chứng. Mức thường là trung vị mỗi ngày của chính tài khoản trong 28 ngày trước, và của các tài khoản cùng vai trò.
audit-marks-none = Không có gì bất thường trong thời gian này.
audit-marks-found = { $count } dấu hiệu
audit-why-relative = { $account } đã tra cứu { $count } lần về người thân được đánh dấu, hoặc thấy tên họ trong kết quả.
audit-why-many = { $account } đã tra cứu { $count } lần về người trong một ngày; mức thường là { $own } với tài khoản này và { $role } với vai trò này.
audit-why-elsewhere = { $account } đã tra cứu { $count } người sống ngoài địa bàn, trong { $of } người biết nơi ở.
audit-why-night = { $account } đã tra cứu { $count } lần về người trong khoảng 22:00 đến 5:00.
audit-why-shared = { $count } tài khoản đã tra cứu cùng một người: { $words }
audit-why-files = { $account } đã lấy { $count } tệp trong một ngày, tổng cộng { $persons } mục về người.
audit-why-repeated = { $account } đã nêu cùng một mục đích { $count } lần, và đó không phải số hồ sơ: “{ $words }”
audit-why-wordless = { $account } đã nêu mục đích không nói lên điều gì, { $count } lần: “{ $words }”
audit-explain = Đã xem: điều giải thích
audit-explain-now = Ghi lại
audit-explained = { $account } đã giải thích lúc { $when }: { $words }
audit-person = Người { $id }

## Các mục

audit-entries = Việc đã làm
audit-entries-none = Không có việc nào phù hợp trong thời gian này.
audit-entries-found = { $count } mục, mới nhất trước
audit-more = Xem thêm
audit-when = Khi nào
audit-what = Việc gì
audit-about = Về ai
audit-persons = { $first } và { $more } người khác
audit-nobody = –
audit-as-file = { $what }, thành tệp ({ $format })
audit-again = { $what }, hồ sơ tự hỏi lại
audit-did-SignedIn = Đăng nhập
audit-did-SignInFailed = Đăng nhập không thành
audit-did-RegistryChanged = Lệnh: { $record }
audit-did-CaseChanged = Hồ sơ: { $change }
audit-did-UseExplained = Giải thích một dấu hiệu
audit-did-DataErased = Xóa dữ liệu cá nhân
audit-asked-timeline = Hành trình
audit-asked-vehicle = Phương tiện
audit-asked-contacts = Tiếp xúc
audit-asked-spread = Lây lan
audit-asked-milestones = Mốc dịch tễ
audit-asked-presence = Có mặt
audit-asked-alerts = Cảnh báo
audit-asked-overdue = Quá hạn
audit-asked-departures = Rời đi
audit-asked-flows = Luồng đi lại
audit-asked-repeats = Qua lại nhiều
audit-asked-review = Xem xét
audit-asked-case = Hồ sơ
audit-asked-follow_up = Theo dõi
audit-asked-pass-by-document = Giấy đi đường theo giấy tờ
audit-asked-sheet = Tờ khai giấy
audit-asked-citizen-id = Mã công dân
audit-asked-export = Xuất dữ liệu
audit-asked-audit = Kiểm tra

## Người thân

audit-relatives = Người thân
audit-relatives-hint = Tra cứu của một tài khoản về người thân của chủ tài khoản được đánh dấu. Nhân viên có thể tự khai người thân.
audit-no-relatives = Chưa ai được đánh dấu là người thân.
audit-relative-account = Tài khoản của người thân
audit-relative-number = Số CCCD của người thân
audit-flag = Đánh dấu là người thân
audit-relative = { $account }: người { $id }, { $by } đánh dấu lúc { $when }
audit-unflag = Gỡ bỏ
