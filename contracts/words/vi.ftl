## Lời hiện trên màn hình khi kiểm tra

verdict-ok = Giấy hợp lệ
verdict-symptoms_declared = Đã khai có triệu chứng
verdict-contact_declared = Đã khai có tiếp xúc ca bệnh
verdict-from_epidemic_area = Đi từ vùng dịch
verdict-left_epidemic_area_since_issue = Nơi đi đã trở thành vùng dịch
verdict-traced_contact = Thuộc diện truy vết tiếp xúc
verdict-declared_on_paper = Đã khai báo trên giấy
verdict-waved_through = Cho qua, không kiểm tra
verdict-compare_identity = Đối chiếu với giấy tờ tùy thân
verdict-fields_missing = Giấy thiếu họ tên, năm sinh hoặc số giấy tờ: kiểm tra giấy tờ
verdict-no_live_pass = Giấy tờ này không có mã còn hiệu lực: hãy khai báo trước
verdict-not_our_code = Đây không phải mã thông hành
verdict-malformed = Mã bị hỏng hoặc không đầy đủ
verdict-unknown_key = Giấy không do hệ thống cấp
verdict-bad_signature = Giấy giả: sai chữ ký
verdict-not_yet_valid = Giấy chưa đến hạn dùng
verdict-expired = Giấy đã hết hạn
verdict-revoked = Giấy đã bị thu hồi
verdict-superseded = Đã có giấy mới thay thế
verdict-identity_mismatch = Giấy của người khác
verdict-wrong_route = Giấy cấp cho tuyến khác
verdict-quarantine_order = Đang phải cách ly

## Lỗi của từng mục trong yêu cầu

fault-same_as_scan = Lượt quét của tờ khai giấy phải mang mã của tờ khai
fault-required = Mục này bắt buộc
fault-wrong_type = Giá trị của mục này không đúng kiểu
fault-unknown_field = Không có mục này
fault-not_json = Nội dung không phải JSON hợp lệ
fault-empty = Chưa gửi gì
fault-too_many = Gửi quá nhiều một lúc: nhiều nhất { $limit }
fault-too_large = Quá lớn: nhiều nhất { $limit }
fault-too_long = Quá dài: nhiều nhất { $limit } ký tự
fault-id_form = Mã gồm 8 đến 64 chữ cái, chữ số, dấu chấm, gạch nối hoặc gạch dưới
fault-unknown_place = Không có địa điểm này
fault-unknown_unit = Không có đơn vị hành chính này
fault-a_ward = Cần chọn quận, huyện hoặc tỉnh; không phải phường, xã
fault-not_a_ward = Cần chọn phường, xã; không phải quận, huyện hay tỉnh
fault-in_the_future = Thời gian ở tương lai: kiểm tra đồng hồ
fault-too_long_ago = Thời gian đã quá lâu
fault-time_without_zone = Thời gian cần có múi giờ, ví dụ 2021-08-24T07:30:00+07:00
fault-bad_time = Không phải thời gian, ví dụ 2021-08-24T07:30:00+07:00
fault-bad_date = Không phải ngày (2021-08-24) hoặc năm (2021)
fault-bad_document = Không phải số giấy tờ
fault-bad_phone = Không phải số điện thoại
fault-plate_required = Cần biển số hoặc số hiệu của phương tiện này
fault-not_truthful = Phải cam kết khai đúng sự thật
fault-not_allowed_here = Bạn không được điền mục này
fault-outside_jurisdiction = Nội dung này nằm ngoài địa bàn phụ trách của bạn
fault-purpose = Nêu mục đích tra cứu: số hồ sơ, hoặc vài từ nói rõ lý do
fault-window = Thời điểm cuối phải sau thời điểm đầu
fault-pass_id = Mã giấy gồm 20 chữ số thập lục phân
fault-not_a_pass = Đây không phải mã đi qua chốt
fault-another_document = Số giấy tờ không khớp với mã này
fault-another_holder = Mã cũ là của số giấy tờ khác: hãy hủy mã cũ rồi khai báo mới
fault-pass_over = Mã cũ đã hết hạn: hãy khai báo mới
fault-pass_withdrawn = Mã cũ đã bị hủy hoặc thu hồi: hãy khai báo mới
fault-same_declaration = Tờ khai mới cần một mã tờ khai khác
fault-person = Nêu người cần tra bằng citizen_id hoặc giấy tờ
fault-unknown_account = Không có tài khoản này
fault-taken = Tên này đã có người dùng
fault-captcha_required = Hãy nhập mã trong hình hoặc mã nghe được
fault-captcha_wrong = Mã không đúng với hình: hãy nhập mã mới
fault-captcha_over = Mã này đã dùng hoặc đã quá lâu: hãy nhập mã mới
fault-too_short = Quá ngắn: ít nhất { $limit } ký tự
fault-password_guessed = Dễ đoán: không dùng tên tài khoản và không lặp một ký tự
fault-proposal_over = Lần cài đặt này đã hết hạn: hãy bắt đầu lại
fault-wrong_code = Không đúng mã hiện tại: kiểm tra đồng hồ điện thoại và nhập mã mới nhất
fault-choose = Hãy chọn một giá trị
fault-choice = Không thuộc các giá trị cho phép

## Tờ khai giấy

fault-no_code = Không tìm thấy mã QR trong ảnh: chụp gần hơn, giữ chắc tay, tránh bóng và chói
fault-not_a_picture = Không phải ảnh JPEG hoặc PNG
fault-not_multipart = Không tách được các phần của nội dung tải lên
fault-sheet_done = Tờ khai này đã được xử lý
fault-sheet_held = Cán bộ khác đang mở tờ khai này
fault-sheet_not_open = Hãy mở lại tờ khai: đã hết thời gian giữ tờ này
fault-decided_meanwhile = Người khác vừa kết luận: hãy đọc lại vụ việc

## Lỗi của tệp cần nhập hoặc của bảng ghép cột

fault-bad_quotes = Dấu ngoặc kép của dòng này không đóng
fault-bad_zone = Múi giờ viết như +07:00 hoặc Z
fault-cell_count = Dòng có nhiều hoặc ít ô hơn dòng tiêu đề
fault-column_twice = Tệp có nhiều cột cùng tên này
fault-file_ending = Tên tệp phải kết thúc bằng: { $limit }
fault-id_reused = Dòng trước có cùng mã nhưng nội dung khác
fault-mapping_form = Đây không phải tệp ghép cột
fault-no_column = Tệp không có cột tên này
fault-no_header = Tệp không có dòng tiêu đề
fault-not_utf8 = Dòng không phải mã UTF-8
fault-only_one = Chỉ được chọn một trong các mục này
fault-pair = Viết dưới dạng tên=giá trị
fault-source_form = Tên nguồn gồm 2 đến 24 chữ thường, chữ số hoặc gạch nối
fault-time_format = Không phải mẫu ngày có giờ và phút
fault-key_unproven = Thiết bị chưa chứng minh được khóa của mình

## Chỗ có vẻ sai trong tờ khai nhưng vẫn được nhận

warning-document_form = Số này không giống số của loại giấy tờ đã chọn
warning-birth_year_differs = Số giấy tờ ứng với năm sinh khác
warning-mixed_alphabets = Một từ có chữ của hai bảng chữ cái trông giống nhau: hãy gõ lại
warning-plate_form = Không giống biển số xe Việt Nam
warning-phone_form = Không giống số điện thoại Việt Nam

## Vì sao không được vào

denied-sign_in = Hãy đăng nhập
denied-bad_credentials = Sai tên, mật khẩu hoặc mã
denied-expired = Phiên đã hết: hãy đăng nhập lại
denied-ended = Phiên đã bị kết thúc: hãy đăng nhập lại
denied-code_needed = Cần thêm mã từ ứng dụng xác thực
denied-second_factor = Hãy cài đặt bước xác thực thứ hai trước: vai trò của bạn bắt buộc có
denied-role = Vai trò của bạn không được làm việc này
denied-outside_jurisdiction = Nội dung này nằm ngoài địa bàn phụ trách của bạn
denied-oidc_unknown = Chưa có tài khoản nào ở đây cho người này: hãy hỏi quản trị viên
denied-oidc_refused = Nhà cung cấp không chấp nhận lần đăng nhập này: hãy đăng nhập lại
denied-oidc_token = Không xác minh được nội dung nhà cung cấp gửi: hãy đăng nhập lại
denied-oidc_attempt = Lần đăng nhập này không bắt đầu tại đây hoặc đã quá lâu: hãy đăng nhập lại
denied-device = Thiết bị chưa đăng ký hoặc đã bị thu hồi
denied-device_key = Thiết bị này chưa có khóa riêng: hãy đăng ký lại
denied-device_revoked = Thiết bị này đã bị quản trị viên thu hồi
denied-signature = Chữ ký của yêu cầu này không đúng
denied-signature_form = Yêu cầu này được ký theo cách hệ thống không hiểu
denied-signature_time = Thời điểm ký lệch quá xa so với máy chủ: chỉnh đồng hồ rồi ký lại
denied-signature_used = Yêu cầu đã ký này đã được nhận trước đó: hãy ký lại
denied-code_unknown = Đây không phải mã đăng ký thiết bị
denied-code_used = Mã đăng ký thiết bị này đã được dùng
denied-code_expired = Mã đăng ký thiết bị này đã hết hạn

## Tên các lỗi

problem-fix = Chưa nhận được yêu cầu này
problem-again = Tạm thời chưa phục vụ được: chưa nhận gì, hãy gửi lại
problem-often = Bạn đã thử quá nhiều lần
problem-wait = Hãy đợi { $minutes } phút rồi thử lại.
problem-denied = Không được phép
problem-missing = Không tìm thấy
problem-method = Địa chỉ này không nhận phương thức đó
problem-late = Yêu cầu chưa được gửi đến trọn vẹn
problem-failed = Hệ thống gặp lỗi
