import { mount } from 'svelte';
import Interop from './svelte.svelte';

mount(Interop, { target: document.querySelector('#app') });
