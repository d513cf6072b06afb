import { addressOf } from '@quantu/people';
import { reportRoutes } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { useMay } from '../../shell/session.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { publicAddress } from '../addresses.ts';
import { partKey, useDesk } from '../desk.ts';

/** What a signed report is proven by, to be taken to another machine. */
export function ProofPart() {
  const desk = useDesk();
  const { district, report } = desk;
  const maySign = useMay(district)('figures.sign');
  const params = { district, report: report.id };
  const proof = useQuery({
    queryKey: partKey(desk, 'proof'),
    queryFn: ({ signal }) => call(reportRoutes.proof, { params, signal }),
  });
  if (!proof.data) return proof.error ? <FaultLine error={proof.error} /> : <Loading />;
  const { root, signedAt, signedBy, asOf, figures } = proof.data.data;
  return (
    <section className="pad" aria-label="签发和证据">
      <p>
        {signedBy} {moment(signedAt)} 签发，数据截至 {asOf}，{figures} 个数字可以重新算出。
      </p>
      <p className="quiet">校验码</p>
      <p>
        <code className="proof-root">{root}</code>
      </p>
      <ul>
        {maySign && (
          <>
            <li>
              <a href={addressOf(reportRoutes.bundle, { params })} download>
                下载证据包（zip）
              </a>
              <span className="quiet"> 在别的机器上用 quantu verify 核验</span>
            </li>
            <li>
              <a href={addressOf(reportRoutes.verifier, { params })} download>
                下载核验网页（单个 HTML）
              </a>
              <span className="quiet"> 不用联网，双击打开</span>
            </li>
          </>
        )}
        {report.state === 'published' && (
          <li>
            <a href={publicAddress(district, report.id)}>公开页面</a>
          </li>
        )}
      </ul>
    </section>
  );
}
