-- A lesson stays as it was drawn, but for personal data that is blacked out along with its evaluation.
drop trigger lesson_kept on lessons.lesson;
create trigger lesson_kept before update or delete on lessons.lesson for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function lessons.refuse();
