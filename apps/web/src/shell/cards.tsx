import { Table, type TableProps } from 'antd';
import type { Key, ReactNode } from 'react';
import { Pages, pagesOf, type Paging } from './pages.tsx';

interface CardsProps<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => Key;
  /** A whole card: an element of the class `card`, a link or a button where it opens something. */
  renderCard: (row: Row) => ReactNode;
  label?: string;
}

/** Rows as cards, one below the other. */
export function Cards<Row>({ rows, keyOf, renderCard, label }: CardsProps<Row>) {
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)}>{renderCard(row)}</li>
      ))}
    </ul>
  );
}

interface Props<Row>
  extends
    Omit<CardsProps<Row>, 'label'>,
    Omit<TableProps<Row>, 'className' | 'dataSource' | 'onRow' | 'pagination' | 'rowClassName' | 'rowKey' | 'title'> {
  isCards: boolean;
  pages: Paging;
  /** A click anywhere in a row of the table opens it. */
  onOpen?: (row: Row) => void;
}

/** A list: a table where there is room, cards where there is not, the same pages below either. */
export function CardsOrTable<Row extends object>({
  isCards,
  rows,
  keyOf,
  renderCard,
  pages,
  onOpen,
  ...table
}: Props<Row>) {
  if (isCards) {
    return (
      <>
        <Cards rows={rows} keyOf={keyOf} renderCard={renderCard} />
        <Pages {...pages} />
      </>
    );
  }
  return (
    <Table
      {...table}
      {...(onOpen && opening(onOpen))}
      className="sheet"
      rowKey={keyOf}
      dataSource={[...rows]}
      pagination={pagesOf(pages)}
    />
  );
}

function opening<Row>(onOpen: (row: Row) => void): Pick<TableProps<Row>, 'onRow' | 'rowClassName'> {
  return {
    rowClassName: 'row-link',
    onRow: (row) => ({
      onClick: ({ target }) => {
        const isOnOther = target instanceof Element && target.closest('a, button') !== null;
        if (!isOnOther) onOpen(row);
      },
    }),
  };
}
