// The bare limit of live words: node:http alone, no database; what is posted to a stream is written to it.
import http from "node:http";

const streams = new Map<string, http.ServerResponse>();
if (process.env.BARE_EVENTS)
  http
    .createServer((request, response) => {
      const id = request.url!.split("/").at(-1)!;
      if (request.method === "GET") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("retry: 2000\n\n");
        streams.set(id, response);
        return;
      }
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (piece: string) => (text += piece));
      request.on("end", () => {
        streams.get(id)?.write(`event: message\ndata: ${text}\n\n`);
        response.writeHead(201).end();
      });
    })
    .listen(Number(process.env.YOUZHANG_PORT), () => console.log("ready"));
