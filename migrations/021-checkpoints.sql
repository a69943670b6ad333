-- Where the journal stood at the end of each day, for everybody to copy: whoever has a copy can
-- tell later whether the chain was written anew since.
create table platform.checkpoints (
  day date primary key,
  lines bigint not null check (lines >= 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null
);
grant select, insert on platform.checkpoints to goldthread_app;
select platform.show('platform.checkpoints');
