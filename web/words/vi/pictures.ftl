## Pictures of answers

pictures-title = Bằng hình
