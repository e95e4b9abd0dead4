import '@sipkadin/ui/tokens.css';
import '@sipkadin/ui/font.css';
import './wall.css';
import { createRoot } from 'react-dom/client';
import { Board } from './board.tsx';
import { keepPage } from './keep-page.ts';

const app = document.getElementById('app');
if (app === null) throw new Error('layar.html has no #app');
createRoot(app).render(<Board search={new URLSearchParams(location.search)} />);
keepPage();
