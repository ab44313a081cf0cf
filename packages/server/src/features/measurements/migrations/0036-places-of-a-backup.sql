-- Who restores a backup (`pg_restore`) has no search path: without one of its own the function finds no PostGIS, and no thing comes back.
alter function measurements.snap(geometry, int) set search_path from current;
