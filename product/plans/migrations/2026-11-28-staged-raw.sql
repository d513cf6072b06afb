-- The geometry of a feature that was rejected, as it came, for the file of what to correct.
alter table layer_staged add column raw text;
