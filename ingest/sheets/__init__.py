"""Paper sheets: photographed at the gate, entered later."""
