"""What changes a plan or the log, each under the athlete's lock, and plans anew."""
