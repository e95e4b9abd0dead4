/** The usual way to show the same figures: React and recharts in the browser, figures from the API. Built and served by first-view.ts. */
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';

interface Row {
  key: string;
  name: string;
  budget: string | null;
  realization: string | null;
}

function Page() {
  const [rows, setRows] = useState<readonly Row[]>();
  useEffect(() => {
    void fetch('/figures.json')
      .then((response) => response.json() as Promise<{ result: { data: { rows: readonly Row[] } } }>)
      .then(({ result }) => setRows(result.data.rows));
  }, []);
  if (rows === undefined) return <p>…</p>;
  const data = rows.map(({ name, budget, realization }) => ({ name, budget: Number(budget), realization: Number(realization) }));
  const paid = data.reduce((sum, { realization }) => sum + realization, 0);
  const planned = data.reduce((sum, { budget }) => sum + budget, 0);
  return (
    <main>
      <h1>
        Dari tiap Rp100 belanja yang direncanakan, Rp{Math.round((paid / planned) * 100)} sudah dibayarkan, dari {data.length} OPD
      </h1>
      <ResponsiveContainer width="100%" height={data.length * 40}>
        <BarChart data={data} layout="vertical">
          <XAxis type="number" />
          <YAxis type="category" dataKey="name" width={160} />
          <Bar dataKey="budget" isAnimationActive={false} />
          <Bar dataKey="realization" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);
