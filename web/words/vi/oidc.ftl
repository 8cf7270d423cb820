oidc-sign-in = Đăng nhập bằng tài khoản của cơ quan
oidc-return = Đang đăng nhập
oidc-waiting = Xin chờ: đang kiểm tra trả lời từ cơ quan của bạn …
oidc-again = Quay lại trang đăng nhập
oidc-cancelled = Việc đăng nhập tại cơ quan của bạn chưa hoàn tất.
oidc-lost = Trình duyệt này không bắt đầu lần đăng nhập nào ứng với trả lời này. Hãy đăng nhập lại.
