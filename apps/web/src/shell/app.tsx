import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { useDisplay } from './display.ts';
import { makeQueryClient } from './queries.ts';
import { makeRouter } from './routes.tsx';
import { themeOf } from './theme.ts';

export function App() {
  const [client] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  const { size, isPhone, isNarrow, isElder } = useDisplay();
  useEffect(() => {
    const root = document.documentElement;
    root.style.setProperty('--body', `${size}px`);
    root.dataset['layout'] = isPhone ? 'phone' : isNarrow ? 'narrow' : 'wide';
    root.dataset['elder'] = String(isElder);
  }, [size, isPhone, isNarrow, isElder]);
  return (
    <ConfigProvider locale={zhCN} theme={themeOf(size)} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <AntApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
