import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useDisplay } from './display.ts';
import { Failed, Loading } from './states.tsx';

/** As much of a query as the drawer has to know. */
interface Asked<Answer> {
  readonly data: Answer | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface Props<Answer> {
  title: ReactNode;
  /** What it shows, as asked with useQuery. */
  asked: Asked<Answer>;
  /** Of the desktop; a phone gives it the whole screen. */
  width?: number;
  extra?: ReactNode;
  onClose: () => void;
  children: (answer: Answer) => ReactNode;
}

/**
 * The drawer on the right in which the origin of a number, a record, a polygon opens. The page keeps its place and stays
 * usable beside it. Who opens it keeps its subject in the address (`figure=…`, `record=…`), so that it can be sent on.
 */
export function SideDrawer<Answer>({ title, asked, width = 460, extra, onClose, children }: Props<Answer>) {
  const { isPhone, isElder } = useDisplay();
  const size = isPhone ? '100%' : isElder ? Math.round(width * 1.4) : width;
  return (
    <Drawer open onClose={onClose} title={title} size={size} mask={isPhone} extra={extra}>
      {asked.isPending && <Loading />}
      {!asked.isPending && asked.data === undefined && (
        <Failed error={asked.error} onRetry={() => void asked.refetch()} />
      )}
      {asked.data !== undefined && children(asked.data)}
    </Drawer>
  );
}
