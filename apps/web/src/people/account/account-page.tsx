import { Tabs } from 'antd';
import { PageHead } from '../../shell/page.tsx';
import { useSession, useSignedIn } from '../../shell/session.ts';
import { useSearchState } from '../../shell/use-search-state.ts';
import { roleWords } from '../role.ts';
import { OwnGrants } from './own-grants.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnTokens } from './own-tokens.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import '../people.css';

/** What is one's own: password and second factor, sessions, roles and delegations, tokens. */
export function AccountPage() {
  const { account } = useSignedIn();
  const demands = useSession().data?.data.demands ?? [];
  const [search, show] = useSearchState();
  const tab = demands.length > 0 ? 'sign-in' : (search.get('tab') ?? 'sign-in');
  return (
    <div className="page">
      <PageHead
        title="我的账号"
        note={`${account.displayName || account.name}（${account.name}）· ${roleWords(account)}`}
      />
      <Tabs
        activeKey={tab}
        onChange={(next) => show({ tab: next === 'sign-in' ? '' : next })}
        items={[
          {
            key: 'sign-in',
            label: '密码与登录会话',
            children: (
              <div className="columns">
                <div className="panel-stack">
                  {demands.includes('second-factor') && <SecondFactorPanel />}
                  <PasswordForm />
                </div>
                {!demands.includes('second-factor') && (
                  <div className="panel-stack">
                    <SecondFactorPanel />
                    {demands.length === 0 && <OwnSessions />}
                  </div>
                )}
              </div>
            ),
          },
          { key: 'roles', label: '角色与委托', disabled: demands.length > 0, children: <OwnGrants /> },
          { key: 'tokens', label: '接口令牌', disabled: demands.length > 0, children: <OwnTokens /> },
        ]}
      />
    </div>
  );
}
