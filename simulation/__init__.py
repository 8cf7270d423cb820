"""A synthetic Hà Nội: people, their days, a planted outbreak, and the scanners they meet.

It speaks to the system as an outsider does, by HTTP and topics, and knows the truth independently.
"""
