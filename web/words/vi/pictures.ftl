## Pictures of answers

pictures-failed = Không tải được hình. Các bảng dưới đây có cùng nội dung.
pictures-left = Còn { $left } người chỉ có trong bảng.
pictures-as-table = Nội dung này dạng bảng
pictures-index = Ca chỉ điểm (F0)
pictures-level = F{ $level }

## Who may have given it to whom

pictures-transmission = Ai đã gặp ai
pictures-transmission-caption = { $people } người trong { $ties } lần gặp. Mỗi mũi tên chỉ đến người bị phơi nhiễm; con số trên đó là địa điểm trong danh sách.
pictures-tie = { $from } → { $to }
    { $place }
    { $at } (số lần gặp: { $meetings })

## Where somebody was

pictures-timeline = Hành trình
pictures-timeline-caption = { $scans } lượt quét, { $places } địa điểm, { $stays } lần ở lại. Thời gian chạy từ trái sang phải (giờ Hà Nội); mỗi hàng là một địa điểm.
pictures-stay = Ở lại, từ lúc vào đến lúc ra
pictures-stay-of = { $place }: { $lasting }
pictures-annulled = Đã thu hồi

## Exposures by day

pictures-curve = Theo ngày phơi nhiễm đầu tiên
pictures-curve-caption = { $people } người trong { $days } ngày; nhiều nhất ngày { $day } ({ $most }).
pictures-day = Ngày

## Flows between districts

pictures-map = Luồng đi lại giữa các quận, huyện
pictures-map-caption = Luồng dày nhất đi từ { $from } đến { $to } ({ $journeys } chuyến). Hướng là đúng, khoảng cách thì không: khu trung tâm được vẽ giãn ra.
pictures-flows-left = Còn { $left } luồng nhỏ hơn chỉ có trong bảng.
pictures-map-unit = Quận, huyện; càng lớn thì càng nhiều chuyến đi hoặc đến
pictures-map-flow = Luồng; càng dày thì càng nhiều chuyến
pictures-map-checkpoint = Chốt
pictures-unit-load = { $unit }: { $journeys } chuyến đi hoặc đến
pictures-flow = { $from } → { $to }
    { $journeys } chuyến, { $people } người
