import { REPORT_FIELDS, type SheetRow } from '@quantu/projects';
import { Button } from 'antd';
import { Link } from 'react-router';
import { recordAddress } from '../../shell/catalogue.ts';
import { useDisplay } from '../../shell/display.ts';
import { fullFigure } from '../../shell/figure-text.ts';
import { ProjectLight } from '../project-light.tsx';
import { lead, percent, wan } from '../words.ts';
import { Cell } from './cell.tsx';
import { computed, FIELD_WORD, readCell, type ProgressChoice, type ReportField } from './cells.ts';
import type { Draft } from './draft.ts';
import { onGridKey, pastedBlock } from './grid-keys.ts';

export interface GridProps {
  district: string;
  rows: readonly SheetRow[];
  draft: Draft;
  choices: readonly ProgressChoice[];
  isReadOnly: boolean;
  onType: (row: SheetRow, field: ReportField, text: string | null) => void;
  onPaste: (cells: readonly { row: SheetRow; field: ReportField; text: string }[], lost: number) => void;
  onAmend: (row: SheetRow) => void;
}

/** One month of one organisation: a row a project, only its own cells open; cards on a phone. */
export function SheetGrid(props: GridProps) {
  const { isNarrow } = useDisplay();
  const { rows, onPaste } = props;
  return (
    <div
      className={isNarrow ? 'cards' : 'grid-holder sheet'}
      onKeyDown={onGridKey}
      onPaste={(event) => {
        const block = pastedBlock(event, { rows: rows.length, columns: REPORT_FIELDS.length });
        if (!block) return;
        const cells = block.placed.flatMap(({ row, column, text }) => {
          const target = rows[row];
          const field = REPORT_FIELDS[column];
          return target?.can.fill && field ? [{ row: target, field, text }] : [];
        });
        onPaste(cells, block.lost + block.placed.length - cells.length);
      }}
    >
      {isNarrow ? rows.map((row, i) => <Card key={row.report} {...props} row={row} index={i} />) : <Table {...props} />}
    </div>
  );
}

function Table(props: GridProps) {
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col" className="num">
            年度计划
            <br />
            <span className="quiet">万元</span>
          </th>
          <th scope="col" className="num">
            此前累计
            <br />
            <span className="quiet">万元</span>
          </th>
          {REPORT_FIELDS.map((field) => (
            <th key={field} scope="col" className="mine">
              {FIELD_WORD[field]}
            </th>
          ))}
          <th scope="col" className="num">
            本年累计
            <br />
            <span className="quiet">万元 · 自动</span>
          </th>
          <th scope="col" className="num">
            完成率
            <br />
            <span className="quiet">序时 · 自动</span>
          </th>
          <th scope="col">灯</th>
          <th scope="col">佐证</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, i) => (
          <Row key={row.report} {...props} row={row} index={i} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = GridProps & { row: SheetRow; index: number };

function useRow({ row, draft, choices }: RowProps) {
  const mine = draft[row.report]?.cells;
  const text = mine?.doneYuan;
  const read = text === undefined ? null : readCell('doneYuan', text, choices);
  const live = read === null ? row : computed(row, read.value);
  return { mine, live, isTyped: mine !== undefined };
}

function Fill({ row, index, field, props }: { row: SheetRow; index: number; field: ReportField; props: RowProps }) {
  return (
    <Cell
      row={row}
      field={field}
      text={props.draft[row.report]?.cells[field]}
      choices={props.choices}
      isReadOnly={props.isReadOnly || !row.can.fill}
      place={{ row: index, column: REPORT_FIELDS.indexOf(field) }}
      onType={(text) => props.onType(row, field, text)}
    />
  );
}

function Row(props: RowProps) {
  const { row, index, district, onAmend } = props;
  const { live, isTyped } = useRow(props);
  return (
    <tr>
      <th scope="row">
        <Link to={`/d/${district}/projects/${row.project}`}>{row.name}</Link>
        <div className="quiet">
          {row.code} · {row.programmeLabel}
        </div>
      </th>
      <Money yuan={row.plannedYuan} />
      <Money yuan={row.earlierYuan} />
      {REPORT_FIELDS.map((field) => (
        <td key={field} className="mine">
          <Fill row={row} index={index} field={field} props={props} />
          {field === 'doneYuan' && <Before row={row} />}
        </td>
      ))}
      <Money yuan={live.cumulativeYuan} />
      <td className="auto num">
        {percent(live.rate)}
        <div className="quiet">
          {percent(row.expected)} · {lead(live.leadPp)}
        </div>
      </td>
      <td className="auto" title={row.reason}>
        {isTyped ? (
          <span className="quiet">保存后判定</span>
        ) : (
          <ProjectLight light={row.light} before={row.before?.light ?? null} />
        )}
        {row.isAmended && <div className="quiet">已更正</div>}
      </td>
      <td>
        <Photos district={district} row={row} />
        {row.can.amend && !props.isReadOnly && (
          <Button size="small" type="link" onClick={() => onAmend(row)} aria-label={`更正 ${row.name}`}>
            更正
          </Button>
        )}
      </td>
    </tr>
  );
}

function Card(props: RowProps) {
  const { row, index, district, isReadOnly, onAmend } = props;
  const { live, isTyped } = useRow(props);
  return (
    <section className="card sheet-card" aria-label={row.name}>
      <div className="card-title">
        <Link to={`/d/${district}/projects/${row.project}`}>{row.name}</Link>
      </div>
      <div className="card-line">
        <span>
          {row.code} · {row.programmeLabel}
        </span>
        {isTyped ? <span>保存后判灯</span> : <ProjectLight light={row.light} before={row.before?.light ?? null} />}
      </div>
      {REPORT_FIELDS.map((field) => (
        <div key={field} className="sheet-card-cell">
          <span aria-hidden="true">{FIELD_WORD[field]}</span>
          <Fill row={row} index={index} field={field} props={props} />
        </div>
      ))}
      <Before row={row} />
      <div className="card-line auto">
        <span>年度计划 {wan(row.plannedYuan)} 万元</span>
        <span>累计 {wan(live.cumulativeYuan)} 万元</span>
        <span>
          完成 {percent(live.rate)}，序时 {percent(row.expected)}，{lead(live.leadPp)}
        </span>
      </div>
      <div className="card-line">
        <Photos district={district} row={row} />
        {row.can.amend && !isReadOnly && <Button onClick={() => onAmend(row)}>更正</Button>}
      </div>
    </section>
  );
}

function Money({ yuan }: { yuan: string | null }) {
  return (
    <td className="auto num" title={yuan === null ? undefined : fullFigure(yuan, '元')}>
      {wan(yuan)}
    </td>
  );
}

function Before({ row: { before } }: { row: SheetRow }) {
  if (!before) return null;
  return <div className="quiet sheet-before">上月 {wan(before.doneYuan)}</div>;
}

function Photos({ district, row: { report, photos, name } }: { district: string; row: SheetRow }) {
  const word = photos === 0 ? '加照片' : `照片 ${photos}`;
  return (
    <Link to={recordAddress(district, 'city-project-month', report)} aria-label={`${word}，${name}`}>
      {word}
    </Link>
  );
}
