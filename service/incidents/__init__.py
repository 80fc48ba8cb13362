"""One act that many articles report is one incident: what an event looks like beside another, and which of them belong together."""
