## What stands on every page

house-name = Epidemic checkpoints
house-purpose = What you tell is used for epidemic control only.
other-language = Tiếng Việt
skip-to-content = To the content
to-first-page = To the first page

## The first page

home-title = Health and travel declaration
home-lead = Declare before you leave and get a QR code. It is valid for 72 hours and is scanned at checkpoints.
