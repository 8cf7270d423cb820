## Pictures of answers

pictures-title = As a picture
