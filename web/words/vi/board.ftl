## Live board

board-title = Bảng số liệu trực tiếp
board-wall-title = Màn hình tường
board-to-wall = Mở trên màn hình tường
board-to-board = Mở dạng trang
board-wait = Đang kết nối…
board-everywhere = Toàn quốc
board-choose = Khu vực
board-province = Tỉnh, thành phố
board-district = Quận, huyện
board-place = Địa điểm
board-all-own = Toàn bộ khu vực của tôi
board-all-districts = Tất cả quận, huyện
board-all-places = Tất cả địa điểm

## How late the data is

board-live = Trực tiếp: số liệu đến { $time }, cách đây { $age }
board-quiet = Không có gì đang chờ; lượt quét cuối cách đây { $age }, lúc { $time }
board-late = Chậm: số liệu đến { $time }, cách đây { $age }
board-very-late = RẤT CHẬM: số liệu đến { $time }, cách đây { $age }. Không nên dựa vào số liệu mới nhất.
board-stands = NẠP SỐ LIỆU BỊ DỪNG: số liệu lúc { $time }, cách đây { $age }. Hãy báo người vận hành.
board-broken = MẤT KẾT NỐI từ { $time } ({ $age }). Đang thử lại; số liệu dưới đây là cũ.
board-stream-lag = Chờ luồng xử lý
board-loader-lag = Chờ nạp vào kho
board-records = { $n } bản ghi
board-unknown = không rõ
board-figures-of = Số liệu lúc
board-past = Số liệu của thời điểm { $moment }: chưa có lượt quét nào sau đó.
board-seconds = { $n } giây
board-minutes = { $n } phút
board-hours = { $n } giờ
board-days = { $n } ngày

## Figures, each with what it means

board-figures = Số liệu
board-scans = Lượt quét, 15 phút
board-scans-help = Mọi lượt quét xảy ra trong 15 phút qua, kể cả lượt gửi muộn khi đến nơi.
board-scans-short = Lượt
board-in = Vào
board-in-help = Lượt vào trong 15 phút qua.
board-out = Ra
board-out-help = Lượt ra trong 15 phút qua.
board-today = Hôm nay vào / ra
board-today-help = Từ 0 giờ theo giờ Hà Nội, tính theo lúc quét.
board-inside = Đang ở trong
board-inside-help = Người có lần qua chốt gần nhất tại đây, trong 24 giờ, là vào. Không tính lượt bị từ chối hoặc đã hủy.
board-waiting = Mức tải
board-waiting-help = Số lượt mỗi phút so với khả năng của các làn đang dùng. Gần 100 % thì người đến thêm phải chờ; bản thân hàng chờ không ai quét.
board-waiting-none = không có làn nào hoạt động
board-waiting-calm = thông thoáng
board-waiting-busy = đông
board-waiting-full = quá tải: có người chờ
board-of-capacity = { $scans } trên { $capacity } lượt/phút, { $lanes } làn
board-full-places = địa điểm tới hạn: { $n }
board-refused = Từ chối
board-refused-help = Bị từ chối tại chốt trong 15 phút qua, theo lý do hiện cho cán bộ.
board-share = { $share } số lượt
board-declared = Khai báo trước
board-declared-help = Trong số mã được quét 15 phút qua: đã khai báo trên mạng trước lần quét đầu. Số còn lại khai báo tại chốt, nhờ hỗ trợ hoặc trên giấy.
board-declared-of = { $n } trên { $all } mã; chưa rõ { $unknown }
board-paper = Tờ giấy chờ nhập
board-paper-help = Tờ khai đã chụp mà chưa nhập: những người này chưa có trong số liệu và câu trả lời nào.
board-paper-age = lâu nhất { $age }
board-paper-none = không có tờ nào chờ
board-silent = Máy im lặng
board-silent-help = Máy có quét hôm nay nhưng lâu không gửi gì: hỏng, tắt, hoặc mất mạng.
board-silent-none = mọi máy đều có tin
board-silent-since = tin cuối { $time }, cách đây { $age }
board-alerts = Cảnh báo, 24 giờ
board-alerts-help = Phát hiện của hệ thống trong vòng một ngày và chưa được giải thích.
board-alerts-none = không có cảnh báo nào
board-alerts-newest = Mới nhất
board-alerts-open = Hỏi danh sách cảnh báo
board-alert-repeat_scan = Quét lặp lại
board-alert-impossible_travel = Di chuyển không thể có
board-alert-two_places_at_once = Hai nơi cùng lúc
board-alert-itinerary_contradicted = Trái với lịch trình khai
board-alert-pass_never_issued = Mã chưa từng cấp
board-alert-revoked = Dùng mã đã thu hồi
board-alert-superseded = Dùng mã đã thay thế
board-alert-left_epidemic_area = Ra khỏi vùng dịch
board-alert-overdue = Quá hạn chưa đến

## Curve and tables

board-curve = Sáu giờ qua
board-curve-help = Số lượt trong mỗi năm phút, theo lúc quét; đoạn cuối chưa xong.
board-curve-said = Một giờ qua: { $in } vào, { $out } ra, { $refused } bị từ chối.
board-curve-table = Đồ thị dạng bảng
board-from = Từ
board-units = Theo quận, huyện
board-places = Theo địa điểm
board-busiest = Nhiều lượt nhất trước
board-minutes-chart = 15 phút
board-today-short = Hôm nay
board-nothing = Chưa có lượt quét nào trong 15 phút qua.
board-more = Xem tất cả { $count } địa điểm
board-reasons = Từ chối theo lý do
board-reason = Lý do
board-no-reasons = Hôm nay không có ai bị từ chối.
board-quarter = 15 phút
board-meaning = Ý nghĩa các con số
board-page = { $page } trên { $pages }
board-ago = trước
board-clock = Giờ máy chủ
