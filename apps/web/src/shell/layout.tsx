import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useMatch } from 'react-router';
import { Bell } from '../accountability/reminders/bell.tsx';
import { AsOfControl } from './as-of-control.tsx';
import { DistrictSwitch, useKnownDistrict } from './district-switch.tsx';
import { useDisplay } from './display.ts';
import { Navigation } from './navigation.tsx';
import { useMay, useSession } from './session.ts';
import { Failed, Loading } from './states.tsx';
import { Strips } from './strips.tsx';
import { UserMenu } from './user-menu.tsx';

/** Everything behind the sign-in: head, strips, navigation, page. */
export function SignedInLayout() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) return <Loading />;
  if (session.isError && !session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data.data.needsFirstAdministrator) return <Navigate to="/welcome" replace />;
  if (!session.data.data.account) {
    const back = pathname === '/' ? '' : `?back=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  // A password that is over, a second factor that is asked for: only the page that sets it right answers.
  if (session.data.data.demands.length > 0 && pathname !== '/account') return <Navigate to="/account" replace />;
  return <Frame />;
}

function Frame() {
  const { isNarrow, isPhone } = useDisplay();
  const [isMenuOpen, setMenuOpen] = useState(false);
  // The reading view needs the width itself: its outline stands where the navigation stands elsewhere.
  const isDocument = useMatch('/d/:district/documents/:document') !== null;
  const isReading = useMatch('/d/:district/reports/:report') !== null || isDocument;
  const isFolded = isNarrow || isReading;
  const known = useKnownDistrict();
  const mayEnter = useMay(known?.code)('district.enter');
  const isFictional = known?.isFictional ?? false;
  const words = ['frame', isReading && 'frame-full', isFictional && 'frame-fiction'].filter(Boolean);
  return (
    <div className={words.join(' ')}>
      <a className="skip" href="#page">
        跳到正文
      </a>
      <header className="head">
        {isFolded && (
          <Button
            type="text"
            aria-label="打开导航"
            aria-expanded={isMenuOpen}
            icon={<MenuOutlined />}
            onClick={() => setMenuOpen(true)}
          />
        )}
        <Link className="brand" to="/">
          泉图
        </Link>
        <DistrictSwitch />
        <AsOfControl isShort={isPhone} />
        <span className="head-space" />
        {known && mayEnter && <Bell district={known.code} />}
        <UserMenu isShort={isPhone} />
      </header>
      <Strips />
      <div className="frame-body">
        {!isFolded && (
          <nav className="side" aria-label="主导航">
            <Navigation />
          </nav>
        )}
        <main id="page" tabIndex={-1} className={isReading ? 'main main-full' : 'main'}>
          <Outlet />
        </main>
      </div>
      <Drawer
        open={isFolded && isMenuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={260}
        title="导航"
        styles={{ body: { padding: 8 } }}
      >
        <nav aria-label="主导航">
          <Navigation onGo={() => setMenuOpen(false)} />
        </nav>
      </Drawer>
    </div>
  );
}
