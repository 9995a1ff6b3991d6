import net from 'node:net'
import { Aedes } from 'aedes'

// A broker for anybody and anything, MQTT 3.1.1 alone, in a process of its own: `node plain-broker-main.ts PORT`.
const broker = await Aedes.createBroker()
net.createServer((socket) => void broker.handle(socket)).listen(Number(process.argv[2]), '127.0.0.1')
