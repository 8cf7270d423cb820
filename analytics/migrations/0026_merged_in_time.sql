-- Each part of a table costs a question about one person or one vehicle at least one step, and the
-- engine by itself leaves a dozen parts of growing size. So what is six hours old is merged into one
-- part whatever its size; of the scans by day, whole weeks that nothing comes to any more.
ALTER TABLE scans_by_person MODIFY SETTING min_age_to_force_merge_seconds = 21600;

ALTER TABLE scans_by_plate MODIFY SETTING min_age_to_force_merge_seconds = 21600;

ALTER TABLE scans_by_day MODIFY SETTING
    min_age_to_force_merge_seconds = 21600, min_age_to_force_merge_on_partition_only = 1;
