## Mã khi đăng nhập

accounts-code = Mã
accounts-code-hint = Sáu chữ số ứng dụng xác thực đang hiện, hoặc một mã dự phòng của bạn.

## Tài khoản của mình

accounts-own = Tài khoản của tôi
accounts-name = Tài khoản
accounts-roles = Vai trò
accounts-units = Phạm vi
accounts-everywhere = cả nước
accounts-must-enrol = Vai trò của bạn bắt buộc có bước xác thực thứ hai. Hãy cài đặt bên dưới; sau đó các trang khác mới mở.
accounts-role-officer = cán bộ chốt
accounts-role-epidemiologist = dịch tễ
accounts-role-official = lãnh đạo
accounts-role-administrator = quản trị
accounts-role-auditor = kiểm tra
accounts-role-partner = hệ thống đối tác
accounts-password = Mật khẩu
accounts-password-first = Mật khẩu vẫn là mật khẩu được cấp cho bạn.
accounts-password-since = Đổi lúc { $when }.
accounts-password-now = Mật khẩu hiện tại
accounts-password-new = Mật khẩu mới
accounts-password-rule = Ít nhất 12 ký tự. Vài từ ghép lại dễ nhớ hơn ký hiệu và chữ số.
accounts-password-change = Đổi mật khẩu
accounts-password-changed = Đã đổi mật khẩu. Mọi phiên khác của bạn đã kết thúc.
accounts-factor = Bước xác thực thứ hai
accounts-factor-why = Mỗi lần đăng nhập cần thêm mã từ điện thoại, nên mật khẩu bị lộ cũng không mở được gì.
accounts-factor-none = Chưa có bước xác thực thứ hai.
accounts-factor-since = Bật từ { $when }. Còn { $left } mã dự phòng.
accounts-factor-set-up = Cài đặt
accounts-factor-again = Cài đặt lại
accounts-factor-off = Tắt
accounts-factor-off-done = Đã tắt bước xác thực thứ hai. Mọi phiên khác của bạn đã kết thúc.
accounts-factor-scan = Quét mã này bằng ứng dụng xác thực trên điện thoại:
accounts-factor-picture = Mã QR chứa khóa bí mật cho ứng dụng xác thực
accounts-factor-text = Hoặc gõ khóa này vào ứng dụng
accounts-factor-confirm = Rồi nhập mã mà ứng dụng hiện:
accounts-factor-keep = Bật
accounts-recovery = Mã dự phòng
accounts-recovery-lead = Hãy ghi lại và cất xa điện thoại. Mỗi mã dùng một lần thay cho mã của ứng dụng. Các mã này không hiện lại.
accounts-recovery-noted = Tôi đã ghi lại
accounts-sessions = Nơi bạn đang đăng nhập
accounts-session-now = phiên này
accounts-session-opened = từ { $when }
accounts-session-used = dùng lần cuối { $when }
accounts-session-how-password = bằng mật khẩu
accounts-session-how-password_and_code = bằng mật khẩu và mã
accounts-session-how-oidc = qua hệ thống đăng nhập của cơ quan
accounts-session-unknown = một chương trình
accounts-session-end = Kết thúc
accounts-sessions-end-all = Kết thúc tất cả, kể cả phiên này

## Tài khoản, dành cho quản trị

accounts-people = Tài khoản
accounts-people-lead = Ai được đăng nhập, với vai trò gì và ở đâu.
accounts-new = Tài khoản mới
accounts-new-hint = 2 đến 40 chữ thường không dấu, chữ số, dấu chấm và gạch nối.
accounts-area-hint = Gõ quận, huyện hoặc tỉnh rồi thêm vào. Không có gì: cả nước.
accounts-area-add = Thêm
accounts-area-remove = Bỏ { $unit }
accounts-make = Tạo tài khoản
accounts-save = Lưu
accounts-cancel = Thôi
accounts-change = Sửa
accounts-changing = Sửa { $account }
accounts-saved = Đã lưu { $account }.
accounts-password-told = Mật khẩu của { $account }: hãy ghi lại ngay, mật khẩu không hiện lại.
accounts-reset = Mật khẩu mới
accounts-reset-sure = Cấp mật khẩu mới cho { $account }? Các phiên của tài khoản này sẽ kết thúc.
accounts-factor-take = Bỏ bước xác thực thứ hai
accounts-factor-take-sure = Bỏ bước xác thực thứ hai của { $account }? Hãy chắc rằng chính họ yêu cầu. Các phiên của họ sẽ kết thúc.
accounts-factor-taken = { $account } không còn bước xác thực thứ hai.
accounts-end-sessions = Kết thúc phiên
accounts-end-sessions-sure = Kết thúc mọi phiên của { $account }?
accounts-sessions-ended = Mọi phiên của { $account } đã kết thúc.
accounts-switch-off = Khóa
accounts-switch-off-sure = Khóa { $account }? Các phiên sẽ kết thúc và không đăng nhập được nữa.
accounts-switch-on = Mở lại
accounts-is-off = đã khóa
accounts-has-factor = có xác thực hai bước
accounts-no-factor = chỉ mật khẩu
accounts-you = bạn
accounts-find = Tìm
