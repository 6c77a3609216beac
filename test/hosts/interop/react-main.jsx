import { createRoot } from 'react-dom/client';
import Interop from './react';

createRoot(document.querySelector('#app')).render(<Interop />);
