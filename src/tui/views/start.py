"""temporary"""
import time
from tui.views.session import Session
from tui.ingest.batch import Batch
from tui.model.integrity import Integrity
from tui.model.events import Line
from tui.formats.reader import Reader
class R:
    def stop(self): pass
def open_session(options, wake):
    def begin(name, deliver):
        data=open(name, errors="replace", newline="").read()
        lines=[Line(t,i+1) for i,t in enumerate(data.replace("\r\n","\n").split("\n"))]
        frames=[]
        for l in lines:
            *fr,last=l.text.split("\r"); 
            frames += [Line(f,l.number,0,True) for f in fr]; frames.append(Line(last,l.number))
        r=Reader()
        ev=tuple(r.read(frames))+tuple(r.finish())
        n=len(data)
        deliver(Batch(ev, tuple(frames), Integrity(n,n,len(lines),r.records,r.unparsed), time.time(), True)); wake()
        return R()
    return Session(options.sources, options, begin)
