import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDisplay } from '../shell/display.ts';
import { reportsAddress } from './addresses.ts';
import { AsOfChoice } from './bar/as-of-choice.tsx';
import { DownloadMenu } from './bar/download-menu.tsx';
import { HeadDrawer } from './bar/head-drawer.tsx';
import { ReportSteps } from './bar/report-steps.tsx';
import { SavingLine } from './bar/saving-line.tsx';
import { useDesk } from './desk.ts';
import { isSigned } from './standing.ts';

/** What report it is, how it stands, whether it is saved, and what can be done with all of it. */
export function ReportBar() {
  const { district, report, paper } = useDesk();
  const { isPhone } = useDisplay();
  const [isHeadOpen, setHeadOpen] = useState(false);
  const { title, stateLabel, opinion, sections, submitted, approved } = report;
  return (
    <div className="reading-bar">
      <div className="reading-title">
        <h1>{title}</h1>
        <span className="quiet">
          <Link to={reportsAddress(district)}>起草报告</Link> · {stateLabel}
          {!isSigned(report) && ` · 交稿 ${submitted}/${sections}，审定 ${approved}/${sections}`}
          {opinion && !isPhone && (
            <>
              {' · '}
              <Link to={`/d/${encodeURIComponent(district)}/opinions/${opinion.id}`}>{opinion.label}</Link>
            </>
          )}
        </span>
      </div>
      {paper && <SavingLine saver={paper.saver} />}
      <div className="reading-actions">
        <AsOfChoice />
        {report.can.arrange && <Button onClick={() => setHeadOpen(true)}>版头版记</Button>}
        <DownloadMenu />
        <ReportSteps />
      </div>
      {isHeadOpen && <HeadDrawer onClose={() => setHeadOpen(false)} />}
    </div>
  );
}
