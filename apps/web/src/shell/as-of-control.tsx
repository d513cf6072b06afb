import { parseDay } from '@quantu/base';
import { CalendarOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { todayInChina, useAsOf, usualDays, useSetAsOf } from './as-of.ts';

/** 截至 今天 ▾ in the head: choose a day, and every page, map and figure shows that day. */
export function AsOfControl({ isShort }: { isShort: boolean }) {
  const day = useAsOf();
  const [isOpen, setOpen] = useState(false);
  const word = day ?? '今天';
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      content={<Days onDone={() => setOpen(false)} />}
    >
      <Button
        type="text"
        className={day === null ? 'as-of' : 'as-of as-of-past'}
        icon={isShort ? <CalendarOutlined /> : undefined}
        aria-label={`截至 ${word}，选择日期`}
        aria-expanded={isOpen}
      >
        {isShort ? (day === null ? null : word.slice(5)) : `截至 ${word}`}
        {!isShort && <DownOutlined className="tiny" />}
      </Button>
    </Popover>
  );
}

function Days({ onDone }: { onDone: () => void }) {
  const day = useAsOf();
  const set = useSetAsOf();
  const today = todayInChina();
  const choose = (chosen: Parameters<typeof set>[0]): void => {
    set(chosen);
    onDone();
  };
  return (
    <div className="as-of-days">
      <label htmlFor="as-of-day">看哪一天终了时的数据</label>
      <Input
        id="as-of-day"
        type="date"
        max={today}
        defaultValue={day ?? today}
        onChange={({ target }) => {
          const chosen = parseDay(target.value);
          // While a year is being typed the field already holds days of the first centuries.
          if (chosen !== null && chosen >= '1990-01-01') set(chosen);
        }}
        onPressEnter={onDone}
      />
      <div className="as-of-usual">
        {usualDays(today).map(({ label, day }) => (
          <Button key={label} size="small" onClick={() => choose(day)} title={day}>
            {label}
          </Button>
        ))}
        <Button size="small" type="primary" ghost disabled={day === null} onClick={() => choose(null)}>
          回到今天
        </Button>
      </div>
      <p className="quiet">
        台账、地图、指标和项目亮灯按这一天显示，只看不改。报告、月报填报和单个项目的页面没有过去的样子，会写明是现在的
      </p>
    </div>
  );
}
