import { createApp } from 'vue';
import Interop from './vue.vue';

createApp(Interop).mount('#app');
