"""What an operator does from outside: dead letters, the proof of outcomes, producing."""
