import { Pagination } from 'antd';

/** Which page of a list is shown, and the way to another. */
export interface Paging {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** For a table that has all its rows: so many on a page, and no pages where one holds them. */
export const pagesBy = (size: number) => ({ pageSize: size, showSizeChanger: false, hideOnSinglePage: true });

/** For a table that has one page of its rows. */
export const pagesOf = ({ page, size, total, onPage }: Paging) => ({
  ...pagesBy(size),
  current: page,
  total,
  onChange: onPage,
});

/** The pages below a list. */
export function Pages({ isSmall = false, ...paging }: Paging & { isSmall?: boolean }) {
  return <Pagination className="pages" {...(isSmall ? { size: 'small' } : {})} {...pagesOf(paging)} />;
}
