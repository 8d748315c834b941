// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

#include <QEventLoop>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

namespace bw::net
{

/// Hands a body out piece by piece and cannot be rewound: with DoNotBufferUploadDataAttribute that is what keeps
/// QNetworkAccessManager from sending a request twice when a server closes without an answer.
class OneWayBody final : public QIODevice
{
public:
    OneWayBody(QByteArray body, BodySource source);
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override;
    /// What Qt asks for before it would send the body again.
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    [[nodiscard]] bool wasRead() const { return m_wasRead; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    void refill() const;

    mutable QByteArray m_piece;
    mutable qsizetype m_at = 0;
    BodySource m_source;
    mutable bool m_ended = false;
    bool m_wasRead = false;
    mutable std::optional<Error> m_error;
};

/// One request and its answer, on the calling thread's local event loop. Used once.
class TcpExchange final : public QObject
{
    Q_OBJECT
public:
    /// handler null: the body is gathered. `manager`: whose connections are used, of this thread and by nobody else
    /// meanwhile; null = new ones, for this exchange only.
    TcpExchange(const HttpRequest &request, StreamHandler *handler, QNetworkAccessManager *manager = nullptr);
    Result<HttpResponse> run(std::stop_token stop);

private:
    Status startRequest();
    QNetworkRequest networkRequest() const;
    void connectSignals();
    void onHead();
    void onReadable();
    void onFinished();
    void onConnected();
    void onConnectLimit();
    [[nodiscard]] bool isHarmless() const;
    [[nodiscard]] bool isShort() const;
    void progress();
    void end(Error error);
    void timeOut(const QString &what, std::chrono::milliseconds limit);
    [[nodiscard]] Error networkError() const;

    const HttpRequest &m_request;
    StreamHandler *m_handler;
    const std::unique_ptr<QNetworkAccessManager> m_own;
    QNetworkAccessManager &m_manager;
    std::unique_ptr<OneWayBody> m_body;
    std::unique_ptr<QNetworkReply> m_reply;
    std::unique_ptr<QTcpSocket> m_probe;
    QEventLoop m_loop;
    QTimer m_connectTimer, m_idleTimer, m_totalTimer;
    HttpResponse m_response;
    std::optional<Error> m_error;
    qint64 m_received = 0;
    bool m_haveHead = false;
    bool m_streaming = false;
    bool m_requestSent = false;
    bool m_done = false;
};

}  // namespace bw::net
