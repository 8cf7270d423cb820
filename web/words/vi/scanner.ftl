## Máy quét tại chốt

scanner-title = Máy quét
scanner-needs-script = Máy quét cần JavaScript. Hãy bật JavaScript trong trình duyệt này.
scanner-starting = Đang khởi động…
scanner-menu = Cách làm việc
scanner-mode-scan = Quét
scanner-mode-group = Xe
scanner-mode-search = Không mã
scanner-mode-wave = Xả chốt
scanner-mode-more = Thêm
scanner-mode-outbox = Chờ gửi
scanner-mode-place = Nơi đứng
scanner-mode-help = Hướng dẫn

## Trạng thái

scanner-network-none = Có mạng
scanner-network-unreachable = Mất mạng: máy tự xét
scanner-network-slow = Mạng chậm: máy tự xét
scanner-network-denied = Máy bị từ chối: đăng ký lại
scanner-no-place = Chưa chọn nơi đứng
scanner-no-lists = Chưa có danh sách
scanner-lists-fresh = Danh sách mới
scanner-lists-minutes = Danh sách { $minutes } phút trước
scanner-lists-hours = Danh sách { $hours } giờ trước
scanner-waiting = Chờ gửi: { $count }
scanner-refused = Bị từ chối: { $count }
scanner-update = Có bản mới: khởi động lại
scanner-direction = Chiều đi
scanner-direction-in = Vào
scanner-direction-out = Ra

## Kết quả

scanner-category-pass = CHO QUA
scanner-category-pass_with_attention = CHO QUA – CHÚ Ý
scanner-category-ask = KIỂM TRA THÊM
scanner-category-refuse = KHÔNG CHO QUA
scanner-overridden = CHO QUA THEO QUYẾT ĐỊNH
scanner-name = Họ tên
scanner-birth-year = Năm sinh
scanner-last-four = Bốn số cuối giấy tờ
scanner-card-agrees = Khớp với thẻ căn cước
scanner-card-differs = Thẻ căn cước khác giấy thông hành
scanner-on-card = Trên thẻ
scanner-on-pass = Trên giấy
scanner-flag-offline = Máy tự xét, không có trả lời của máy chủ
scanner-flag-lists_too_old = Danh sách đã cũ
scanner-flag-officer_override = Cho qua theo quyết định của cán bộ
scanner-flag-annulled = Đã hủy
scanner-flag-waved_through = Xả chốt
scanner-not-recorded = Máy chủ không ghi nhận lượt này: { $reason }
scanner-identity-matches = Đúng người
scanner-identity-differs = Không đúng người
scanner-override = Vẫn cho qua
scanner-override-why = Vì sao vẫn cho qua?
scanner-override-emergency = Cấp cứu
scanner-override-known = Cán bộ biết người này
scanner-override-ordered = Theo lệnh cấp trên
scanner-annul = Hủy lượt này
scanner-annul-why = Vì sao hủy lượt này?
scanner-annul-mistake = Quét nhầm
scanner-annul-direction = Sai chiều
scanner-annul-turned-back = Người này đã quay lại
scanner-annul-compared = Ghi lại sau khi đối chiếu
scanner-next = Tiếp tục
scanner-other-reason = Lý do khác
scanner-confirm = Xác nhận
scanner-cancel = Thôi
scanner-last = Vừa quét: { $name }

## Mã khác

scanner-read-card = Đã đọc thẻ căn cước
scanner-read-card-do = Quét mã của giấy thông hành: máy sẽ so với thẻ này.
scanner-read-poster = Đây là mã trên áp phích
scanner-read-poster-do = Mã này dẫn đến tờ khai. Hãy yêu cầu mã QR cá nhân nhận được sau khi khai.
scanner-read-enrolment = Đây là mã đăng ký máy quét
scanner-read-enrolment-do = Máy này đã đăng ký rồi.

## Máy ảnh và ảnh chụp

scanner-hint = Đưa mã QR vào khung
scanner-camera-denied = Trình duyệt không được dùng máy ảnh. Bấm biểu tượng ổ khóa cạnh địa chỉ, cho phép Máy ảnh rồi tải lại trang. Đầu đọc USB và ảnh chụp vẫn dùng được.
scanner-camera-missing = Máy này không có máy ảnh. Dùng đầu đọc USB hoặc ảnh chụp.
scanner-camera-busy = Ứng dụng khác đang dùng máy ảnh. Đóng ứng dụng đó rồi tải lại trang.
scanner-camera-insecure = Máy ảnh chỉ dùng được khi địa chỉ bắt đầu bằng https. Đầu đọc USB vẫn dùng được.
scanner-camera-failed = Không mở được máy ảnh. Tải lại trang; nếu vẫn không được, dùng đầu đọc USB hoặc ảnh chụp.
scanner-torch = Đèn
scanner-photo = Đọc từ ảnh
scanner-photo-reading = Đang đọc ảnh…
scanner-photo-nothing = Không thấy mã QR trong ảnh. Chụp gần hơn, thẳng và đủ sáng.
scanner-photo-offline = Máy không đọc được ảnh này và không có mạng để nhờ máy chủ.

## Sức khỏe

scanner-health = Hỏi sức khỏe
scanner-temperature = Nhiệt độ (°C)
scanner-symptoms = Triệu chứng
scanner-symptom-fever = Sốt
scanner-symptom-cough = Ho
scanner-symptom-short_breath = Khó thở
scanner-symptom-pneumonia = Viêm phổi
scanner-symptom-sore_throat = Đau họng
scanner-symptom-fatigue = Mệt mỏi
scanner-health-done = Ghi nhận
scanner-health-none = Không có triệu chứng

## Xe nhiều người

scanner-group-hint = Quét lái xe trước, rồi từng người trên xe
scanner-plate = Biển số xe
scanner-trailer = Biển số rơ moóc
scanner-driver = Lái xe
scanner-passenger = Người đi cùng
scanner-group-go = { $count ->
    [0] Chưa quét ai
   *[other] Xong xe này: { $count } người
}

## Không có mã

scanner-document-kind = Loại giấy tờ
scanner-document-cccd = Căn cước công dân
scanner-document-cmnd = Chứng minh nhân dân
scanner-document-passport = Hộ chiếu
scanner-document-other = Giấy tờ khác
scanner-document-number = Số giấy tờ
scanner-search = Tìm giấy thông hành
scanner-search-hint = Hoặc quét mã trên thẻ căn cước
scanner-searching = Đang tìm…
scanner-search-none = Không có giấy thông hành còn hạn cho số này. Mời người này khai báo.
scanner-search-offline = Tìm theo số giấy tờ cần có mạng.
scanner-search-record = Ghi nhận lượt qua

## Xả chốt

scanner-wave-note = Mỗi người qua bấm một lần. Mỗi lần bấm được ghi lại là cho qua không kiểm tra.
scanner-wave-today = Hôm nay tại nơi này
scanner-wave-one = Thêm một người
scanner-wave-undo = Hủy lần bấm cuối
scanner-waved = xả chốt

## Nơi đứng

scanner-place-search = Tìm chốt hoặc công an xã, phường
scanner-place-none = Không có nơi nào tên như vậy
scanner-lane = Làn
scanner-lane-hint = Để trống nếu chỉ có một làn
scanner-place-done = Bắt đầu quét

## Đăng ký máy

scanner-enrol = Đăng ký máy quét
scanner-enrol-how = Quét mã đăng ký do quản trị viên đưa ra, hoặc dán nội dung của mã vào đây.
scanner-enrol-hint = Đưa mã đăng ký vào khung
scanner-enrol-name = Tên máy này
scanner-enrol-code = Mã đăng ký
scanner-enrol-do = Đăng ký
scanner-enrol-other = Đây không phải mã đăng ký máy quét
scanner-enrol-elsewhere = Mã này thuộc máy chủ khác: { $origin }
scanner-enrol-offline = Không liên lạc được với máy chủ. Kiểm tra mạng rồi thử lại.
scanner-enrol-old-browser = Trình duyệt này quá cũ, không giữ được khóa riêng. Hãy cập nhật trình duyệt.

## Chờ gửi

scanner-waiting-note = Những lượt này nằm an toàn trong máy, đã mã hóa, và được gửi khi có mạng.
scanner-send-now = Gửi ngay
scanner-refused-title = Máy chủ từ chối
scanner-refused-none = Không có lượt nào bị từ chối
scanner-refused-note = Không lượt nào bị xóa. Báo quản trị viên nếu thử lại vẫn không được.
scanner-refused-unreadable = Trình duyệt đã mất khóa mở lượt này
scanner-refused-unknown = Máy chủ không biết lượt này
scanner-kind-scan = Lượt quét
scanner-kind-annulment = Hủy lượt quét
scanner-kind-sheet = Tờ khai giấy
scanner-try-again = Thử lại

## Máy này

scanner-device = Máy này
scanner-kept-yes = Trình duyệt hứa giữ dữ liệu chờ gửi.
scanner-kept-no = Trình duyệt không hứa giữ dữ liệu chờ gửi khi bộ nhớ đầy. Cài ứng dụng ra màn hình chính để được giữ.
scanner-kept-unknown = Chưa hỏi trình duyệt về việc giữ dữ liệu.
scanner-clock = { $seconds ->
    [0] Đồng hồ máy khớp với máy chủ.
   *[other] Đồng hồ máy lệch { $seconds } giây so với máy chủ; giờ ghi nhận đã được chỉnh.
}
scanner-version = Phiên bản { $version }

## Hướng dẫn

scanner-help-pass = Xanh: giấy hợp lệ. So tên, năm sinh, bốn số cuối với giấy tờ. Quét người tiếp theo ngay được.
scanner-help-pass_with_attention = Vàng: được qua, nhưng đọc lý do và làm theo hướng dẫn của chốt.
scanner-help-ask = Xanh dương: làm việc ghi trên màn hình trước, rồi bấm kết quả.
scanner-help-refuse = Đỏ: không cho qua. Lý do ghi trên màn hình; không hiện thông tin cá nhân.
scanner-help-codes = Có hai loại mã QR
scanner-help-codes-do = Mã trên áp phích dẫn đến tờ khai. Mã cá nhân là giấy thông hành. Máy cho biết vừa đọc mã nào.
scanner-help-no-code = Không có mã QR
scanner-help-no-code-do = Mở “Không mã”, quét thẻ căn cước gắn chip hoặc nhập số giấy tờ.
scanner-help-vehicle = Nhiều người trên một xe
scanner-help-vehicle-do = Mở “Xe”, nhập biển số, quét lái xe rồi từng người, bấm xong.
scanner-help-queue = Ùn tắc, phải xả chốt
scanner-help-queue-do = Mở “Xả chốt” và bấm một lần cho mỗi người. Số lượt được ghi lại.
scanner-help-offline = Mất mạng
scanner-help-offline-do = Cứ quét tiếp. Máy tự xét bằng danh sách đã tải, ghi lại và gửi khi có mạng.
scanner-help-refused = Máy chủ từ chối một lượt
scanner-help-refused-do = Mở “Chờ gửi” để xem lý do. Không lượt nào bị mất.
scanner-help-reader = Đầu đọc USB, Bluetooth
scanner-help-reader-do = Cắm vào là dùng được, không cần bấm vào ô nào.

## Tờ khai giấy

scanner-mode-paper = Tờ khai giấy
scanner-paper-note = Chụp tờ khai đã điền: đủ cả tờ, ngay ngắn, đủ sáng. Tờ khai sẽ được nhập sau.
scanner-paper-take = Chụp tờ khai
scanner-paper-picture = Ảnh tờ khai đã chụp
scanner-paper-compare = Đọc được rõ chưa? Hãy đối chiếu họ tên và số với giấy tờ tùy thân.
scanner-paper-compared = Giấy tờ khớp: cho qua
scanner-paper-not-compared = Không có giấy tờ: lưu tờ khai
scanner-paper-again = Chụp lại
scanner-paper-no-picture = Đây không phải ảnh. Hãy chụp lại tờ khai.
scanner-paper-pass_with_attention = Cho qua
scanner-paper-ask = Đã lưu: xử lý theo lệnh
scanner-paper-kept = Ảnh được lưu kín trên máy này đến khi máy chủ nhận được.

## Những lệnh về thiết bị này

scanner-moved = Quản trị viên đã chuyển thiết bị này đến { $place }.
scanner-wiped-ordered = Thiết bị đã được xóa dữ liệu
scanner-wiped-ordered-why = Theo lệnh của quản trị viên. Danh sách, vị trí và các lượt quét gần đây đã được xóa khỏi thiết bị.
scanner-wiped-revoked = Thiết bị đã bị thu hồi
scanner-wiped-revoked-why = Quản trị viên đã thu hồi thiết bị. Thiết bị không quét và không gửi được nữa; dữ liệu đang giữ đã được xóa.
scanner-wiped-sending = Đang gửi { $count } lượt quét trước khi hủy khóa của thiết bị. Hãy để trang này mở.
scanner-wiped-kept = { $count } lượt quét chưa gửi được giữ ở đây, đã niêm phong. Chúng sẽ được gửi khi thiết bị được đăng ký lại. Đừng xóa dữ liệu của trang này.
scanner-wiped-enrol = Đăng ký lại
