import type { Instant } from '@quantu/base';
import type { Reading } from '@quantu/documents';

declare module '@quantu/store' {
  interface DistrictTables {
    review_paper: ReviewPaperTable;
    review_place: { record: string; paper: string; start_at: number; end_at: number };
  }
}

export interface ReviewPaperTable {
  id: string;
  file: string;
  hash: string;
  name: string;
  document: string | null;
  reading: Reading;
  added_by: string;
  added_at: Instant;
  opinion: string | null;
}
