-- What is wrong with an event that is kept, for programs: a fault of its sender's, or of ours (`could-not-be-judged`).
alter table unreadable add column code text collate "C";
