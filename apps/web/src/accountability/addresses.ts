import { recordAddress } from '../shell/catalogue.ts';

type Page = 'todo' | 'calendar' | 'statistics' | 'evidence' | 'wall' | 'congress';

/** The pages that look across opinions. */
export const reviewsAddress = (district: string, page: Page, search = ''): string =>
  `/d/${encodeURIComponent(district)}/reviews/${page}${search === '' ? '' : `?${search}`}`;

export const opinionAddress = (district: string, opinion: string): string =>
  `/d/${encodeURIComponent(district)}/opinions/${opinion}`;

/** Opinions have a page of their own; everything else opens as its record. */
export const thingAddress = (district: string, register: string, record: string): string =>
  register === 'review-opinion' ? opinionAddress(district, record) : recordAddress(district, register, record);
